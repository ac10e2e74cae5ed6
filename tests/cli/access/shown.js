// The rows of a full table that a person may see: a second opinion beside lib/access.
//   shown.js TABLE (csv|json) SCOPE FROM TO: SCOPE is company, T01 or E003; FROM and TO are the period's
//   first and last day
// The sample company's teams T01 to T06 stand side by side below T00.
'use strict';
const fs = require('fs');
const [, , file, format, scope, from, to] = process.argv;
const text = fs.readFileSync(file, 'utf8');

function cellsOf(line) {
    const cells = [];
    for (const m of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
        cells.push(m[1] !== undefined ? m[1].replace(/""/g, '"') : m[2]);
    return cells;
}

// The teams that somebody is in in the period, from the company's own file: one, or several after each other.
const rows = fs.readFileSync(process.env.CX_SOURCE + '/scripts/demo/data/employees.csv', 'utf8')
    .trim().split('\n').slice(1).map(cellsOf);
function teamOf(employee) {
    const posts = rows.filter((row) => row[0] === employee).sort((a, b) => (a[1] < b[1] ? -1 : 1));
    return posts.filter((post, i) => post[1] <= to && !(post[6] && post[6] <= from) &&
                                     !(posts[i + 1] && posts[i + 1][1] <= from))
        .map((post) => post[3]).join(' ');
}

function isSeen(row) {
    if (scope === 'company')
        return true;
    const employee = row.employee_id || (row.scope === 'employee' ? row.scope_id : '');
    const team = row.team_id || (row.scope === 'team' ? row.scope_id : '') || teamOf(employee);
    return scope.startsWith('E') ? employee === scope : team === scope;
}

if (format === 'json') {
    const rows = JSON.parse(text);
    process.stdout.write(JSON.stringify(rows.filter(isSeen)));
} else {
    // A cell may hold line ends: a record ends where its quotes are closed.
    const records = text.match(/(?:"(?:[^"]|"")*"|[^"\n])*\n/g) || [];
    const header = cellsOf((records.shift() || '').replace(/\n$/, ''));
    const known = ['employee_id', 'team_id', 'scope'].some((name) => header.includes(name));
    process.stdout.write(text && header.join(',') + '\n');
    for (const record of records) {
        const cells = cellsOf(record.replace(/\n$/, ''));
        if (known && isSeen(Object.fromEntries(header.map((name, i) => [name, cells[i]]))))
            process.stdout.write(record);
    }
}
