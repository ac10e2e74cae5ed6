// Marks what people read in C sources for xgettext, which knows neither the texts in initialisers
// nor the second of `c ? "a" : "b"`: mark.js FOLDER FILE... writes FOLDER/FILE. Lines stay where
// they are.
'use strict';
const fs = require('fs');
const path = require('path');

// Functions that translate what they are given: the arguments that are texts.
const functions = {
    FACT: [2],
    FACT_WITH_HISTORY: [2],
    ORDERED_PLAN: [2],
    PLAN: [2],
    REFUSE: [2],
    add_sheet: [4],
    bad: [3],
    bad_cell: [3],
    check_order: [5],
    check_sql: [5],
    cli_done: [2],
    cli_note: [2],
    cli_output_open: [3],
    cli_output_open_as: [3],
    cli_table_open: [3],
    cx_buf_say: [2],
    cx_buf_show: [2],
    cx_err_set: [3],
    conclude_change: [2],
    cx_db_fail: [2],
    cx_query_new: [6],
    cx_table_new: [1],
    cx_table_note: [2],
    cx_table_say: [2],
    cx_table_title: [2],
    cx_tables_add: [2],
    explain_rate: [4],
    fail: [2],
    fault: [4],
    fault_set: [4],
    find_ids: [5],
    finder_add: [6],
    found: [6, 7],
    no_target: [2],
    open_tile: [2],
    page_heading: [3],
    page_item: [3],
    page_say: [2],
    page_words: [2],
    read_number: [7],
    reading_open: [3],
    refuse: [2, 6],
    report_sql: [3],
    say: [2],
    say_bad: [4],
    wrong: [3],
};
// Structures, or variables of nameless ones: the members that are texts.
const structures = {
    cx_column: [2],
    cx_field: [7],
    cx_report: [2],
    cli_example: [2],
    cli_option: [4],
    cli_program: [3],
    common: [4],
    says: [1],
    hints: [2],
    magics: [3],
};
// Words whose names are shown: from which argument on, WORDS(list, "word", ...), and lists of them.
const words = {
    WORDS: [2, Infinity],
    cx_cell_word: [1, 1],
    cx_shown_word: [1, 1],
    find_ids: [2, 2],
    finder_add: [2, 2],
    found: [3, 3],
};
// Where the same word means something else: the context of its translation.
const contexts = {found: 'check'};
const wordLists = ['severities', 'states', 'own_words'];

const pattern =
    /\/\*[^]*?\*\/|\/\/.*|^[ \t]*#.*(?:\\\n.*)*|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\]|\\.)*'|\w+|[^]/gm;

// What a { begins: the structure, and whether it is a list of them.
function structureAt(tokens, levels) {
    const n = tokens.length;
    const above = levels[levels.length - 1];
    if (tokens[n - 1] === ')' && tokens[n - 3] === 'struct')
        return {name: tokens[n - 2], list: false};
    if (above.list)
        return {name: above.name, list: false};
    if (tokens[n - 1] === '=') {
        let k = n - 1;
        while (k > 0 && !'{};'.includes(tokens[k - 1]))
            k--;
        const declared = tokens.slice(k, n - 1);
        const at = declared.indexOf('struct');
        const list = declared.includes('[');
        const variable = declared[list ? declared.indexOf('[') - 1 : declared.length - 1];
        return {name: at >= 0 ? declared[at + 1] : variable, list};
    }
    if (tokens[n - 1] === ')' && tokens[n - 2] === ']') // (struct x[]){
        return {name: tokens[n - 4], list: true};
    return {name: '', list: false};
}

// A format of nothing but places and signs is the same in all languages, but for colons, which are wide in Chinese.
function hasWords(texts) {
    return /[a-z]|"|: /i.test(texts.replace(/%[-+ #0-9.*$]*(?:ll|l|z|h)?[a-z%]/gi, '').slice(1, -1));
}

function isWord(level) {
    const places = level.kind === '(' && words[level.name];
    return (places && level.at >= places[0] && level.at <= places[1]) ||
        (level.kind === '{' && level.list && wordLists.includes(level.name));
}

function isText(level) {
    if (level.kind === '(')
        return (functions[level.name] || []).includes(level.at);
    return level.kind === '{' && !level.list && (structures[level.name] || []).includes(level.at);
}

function marked(source) {
    let out = '';
    let open = false; // within N_(
    const tokens = [];
    const levels = [{kind: '', name: '', at: 1}];
    for (const [token] of source.matchAll(pattern)) {
        const level = levels[levels.length - 1];
        if (/^\s*$/.test(token) || /^\/[/*]/.test(token)) {
            out += token;
            continue;
        }
        if (token[0] === '"' && !open && (isWord(level) || (isText(level) && hasWords(token)))) {
            out += isWord(level) ? `NC_("${contexts[level.name] || 'word'}", ` : 'N_(';
            open = true;
        } else if (token[0] !== '"' && open) {
            out += ')';
            open = false;
        }
        out += token;
        if (/^\s*#/.test(token))
            continue;
        if (token === '(') {
            levels.push({kind: '(', name: tokens[tokens.length - 1] || '', at: 1});
        } else if (token === '{') {
            const {name, list} = structureAt(tokens, levels);
            levels.push({kind: '{', name, list, at: 1});
        } else if (token === ')' || token === '}') {
            if (levels.length > 1)
                levels.pop();
        } else if (token === ',') {
            level.at++;
        } else if (token === ';') {
            level.at = 1;
        }
        tokens.push(token);
    }
    return out;
}

const [folder, ...files] = process.argv.slice(2);
for (const file of files) {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), {recursive: true});
    fs.writeFileSync(target, marked(fs.readFileSync(file, 'utf8')));
}
