// Random companies at the edges of a day's work, as CSV files.
//
//   node worklist-company.js SEED DIR
'use strict';
const fs = require('fs');
const path = require('path');

const DAY = 86400;
const textOf = day => new Date(day * DAY * 1000).toISOString().slice(0, 10);
const TODAY = Date.parse('2026-10-20T00:00:00Z') / 1000 / DAY;

let state = 0;
const below = n => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 4294967296 * n); };
const any = list => list[below(list.length)];
const two = n => String(n).padStart(2, '0');
const clock = () => `${two(8 + below(8))}:${two(below(60))}:${two(below(60))}`;
const number = (letter, rows) => letter + String(rows.length).padStart(4, '0');

// Under several jurisdictions, by the region of customers; each with an hour, a number or a rest of its own.
function law(write) {
    const some = ['CN', 'US', 'EU'], isMixed = below(2);
    write('settings', 'name,value', [
        `jurisdiction,${any(some)}`, `promise_grace_days,${below(4)}`, `retry_minutes,${any([60, 120, 700])}`,
        ...(isMixed ? ['region_jurisdictions,North=US; South=EU;West=CN'] : []),
        ...(below(2) ? [`promise_reminder_days,${1 + below(3)}`] : []), ...(below(2) ? [`due_reminder_days,${1 + below(4)}`] : []),
        ...(below(4) ? [] : ['deal_by,account']), ...(below(2) ? ['time_zone,Asia/Shanghai'] : []),
    ]);
    const limits = [
        'cn-night,CN,phone,quiet_hours,22:00-08:00,attempt,customer', 'cn-visit,CN,visit,quiet_hours,22:00-08:00,attempt,customer',
        'cn-calls,CN,phone,max_per_day,3,connected,customer', 'us-night,US,,quiet_hours,21:00-08:00,attempt,customer',
        'us-week,US,phone,max_per_7_days,7,attempt,account', 'us-talk,US,phone,days_after_talk,7,attempt,account',
        'eu-night,EU,phone,quiet_hours,20:00-09:15,attempt,customer', 'eu-day,EU,,max_per_day,2,attempt,customer',
    ];
    if (!below(4)) limits.push('eu-noon,EU,visit,quiet_hours,12:00-14:30,attempt,customer');
    if (below(2)) limits.push('us-letter,US,letter,max_per_7_days,1,attempt,customer');
    if (below(2)) limits.push('cn-message,CN,sms,max_per_7_days,2,attempt,account', 'cn-wechat,CN,wechat,days_after_talk,3,connected,customer');
    if (below(3) === 0) limits.push('eu-never,EU,email,max_per_day,0,attempt,customer');
    write('limits', 'limit_id,jurisdiction,channel,rule,value,counts,per', limits);
}

// Somebody left, somebody moved, somebody will; a team became one of another kind, another will.
function people(write) {
    write('teams', 'team_id,kind,since', [
        'TM,message,2026-01-01', 'TP,phone,2026-01-01', 'TV,visit,2026-01-01', 'TO,other,2026-01-01', 'TO,sales,2026-10-18', 'TL,legal,2026-01-01', 'TL,phone,2026-10-25']);
    const ids = ['M1', 'M2', 'P1', 'P2', 'P3', 'V1', 'V2', 'O1', 'L1'];
    write('employees', 'employee_id,team_id,since,hired_on,left_on', [
        ...ids.map(p => `${p},T${p[0]},,2026-01-01,${p === 'P3' && below(2) ? '2026-10-10' : ''}`), 'P2,TV,2026-10-15,2026-01-01,', 'V2,TP,2026-10-25,2026-01-01,']);
    return ids;
}

function plan(write) {
    write('stages', 'stage,from_dpd,to_dpd,team_kind', ['remind,1,30,message', 'phone,30,90,phone', 'visit,90,,visit']);
    write('strategies', 'strategy_id,seq,when,action', [
        "never,1,rating = 'C' and dpd > 100,none", "visit,2,\"rating in ('B', 'C') and dpd >= 60\",visit", "reply,3,contacts_today > 0,phone",
        "kind,4,rating = 'AAA' and late_count = 0,wechat", "near,5,days_to_promise > 0,email", "call,6,other_debts between 1 and 2,phone", 'letter,7,,letter'].filter((row, n, all) => below(n === all.length - 1 ? 8 : 3)));
    write('scripts', 'script_id,seq,when,text', [
        'instalment,0,days_to_instalment <= 0,"{name}, {instalment_amount} of {balance} for {instalment_on}"',
        '"ahead",1,days_to_promise > 0,"{name}: {promised_amount} on {promised_on}, in {days_to_promise} days"',
        'today,2,days_to_promise = 0,"{name}, {promised_amount} today?"',
        'late,3,days_to_promise < 0,"{name}, you promised for {promised_on}; {balance} is left"',
        "dispute,4,last_outcome = 'disputed',\"about {balance}, due on {due_on}\"",
        'others,5,other_debts > 0,"{phone}: {balance} and {other_debts} more; we last spoke on {last_contact}"',
        'soon,6,dpd <= 0,"{name}, {balance} falls due on {due_on}"',
        'first,7,,"{name} ({customer_rating}), {balance} since {due_on}, {dpd} days ago"']);
}

// With a time zone some systems write local times with their distance from UTC, others UTC.
function stamp(day) {
    const local = `${textOf(day)} ${clock()}`;
    if (below(8)) return local;
    const utc = new Date(Date.parse(local.replace(' ', 'T') + 'Z') - 8 * 3600000).toISOString().slice(0, 19);
    return below(2) ? `${local}+08:00` : `${utc}Z`;
}

function book(write, staff, isZoned) {
    const rows = Object.fromEntries(['customers', 'accounts', 'assignments', 'payments', 'contacts', 'arrangements', 'instalments'].map(name => [name, []]));
    const region = () => any(['North', 'South', 'West', '']), rating = () => any(['AAA', 'AA', 'B', 'C', '']);
    const owner = () => any(['', '', 'O1', 'P3']), at = day => isZoned ? stamp(day) : `${textOf(day)} ${clock()}`;
    for (let c = 1; c <= 60; c++) {
        const rest = `${any(['Ann', 'Bob', ''])},${any(['', '139' + c])},${any(['phone', 'wechat', 'email', ''])}`;
        rows.customers.push(`C${c},2026-01-01,${rest},${rating()},${region()},${owner()}`);
        if (!below(4)) rows.customers.push(`C${c},${textOf(TODAY - below(20))},${rest},${rating()},${region()},${owner()}`);
        if (!below(6)) rows.customers.push(`C${c},${textOf(TODAY + 1 + below(5))},${rest},${rating()},${region()},${owner()}`);
        for (let n = 1 + below(4); n > 0; n--) debt(rows, `C${c}`, `A${c}_${n}`, staff, at, region);
    }
    write('customers', 'customer_id,since,name,phone,channel,rating,region,owner_id', rows.customers);
    write('accounts', 'account_id,customer_id,due_on,amount,region,status,paused_until,closed_on,close_reason', rows.accounts);
    write('assignments', 'account_id,employee_id,from,to', rows.assignments);
    write('payments', 'payment_id,account_id,paid_at,amount,reverses', rows.payments);
    write('contacts', 'contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on', rows.contacts);
    write('arrangements', 'arrangement_id,account_id,kind,agreed_on,amount,due_on', rows.arrangements);
    write('instalments', 'arrangement_id,due_on,amount', rows.instalments);
}

function debt(rows, customer, id, staff, at, region) {
    const amount = 100 + below(5000), closed = below(12) ? '' : textOf(TODAY - 3 + below(6));
    rows.accounts.push(`${id},${below(20) ? customer : ''},${textOf(TODAY - below(130) + 5)},${amount},${region()},` +
        `${any(['open', 'open', 'open', 'open', 'open', 'paused', 'legal', 'closed'])},${below(12) ? '' : textOf(TODAY - 3 + below(6))},` +
        `${closed},${closed && any(['paid', 'recalled', 'sold', 'written_off', ''])}`);
    if (below(8)) {
        const moved = below(6) ? '' : textOf(TODAY - 5 + below(8));
        rows.assignments.push(`${id},${any(staff)},${textOf(TODAY - 40)},${moved || (below(10) ? '' : textOf(TODAY - 2 + below(4)))}`);
        if (moved) rows.assignments.push(`${id},${any(staff)},${moved},`);
    }
    const count = below(3);
    for (let p = count; p > 0; p--) pay(rows, id, TODAY - below(12), below(6) ? 10 + below(300) : amount, at);
    if (count === 0 && !below(3)) rows.arrangements.push(`${number('R', rows.arrangements)},${id},waiver,${textOf(TODAY - below(9))},${5 + below(90)},`);
    if (!below(6)) rows.arrangements.push(`${number('R', rows.arrangements)},${id},extension,${textOf(TODAY - below(9))},,${textOf(TODAY - below(60) + 3)}`);
    if (!below(6)) instalments(rows, id, Math.floor((amount - 95) * 100 / 3) / 100, count === 0, at);
    for (let k = below(8) ? below(3) : 6; k > 0; k--) {
        const day = TODAY - (below(5) ? below(12) : 0);
        const outcome = any(['no_answer', 'busy', 'talked', 'refused', 'disputed', 'promised', 'promised', 'left_message', '']);
        rows.contacts.push(`${number('K', rows.contacts)},${id},${any(staff)},${at(day)},${any(['phone', 'phone', 'phone', 'sms', 'wechat', ''])},${outcome},` +
            (outcome === 'promised' ? `${below(2) ? 20 + below(200) : ''},${textOf(day + below(9))}` : ','));
    }
}

// Some are taken back, on the day or later.
function pay(rows, id, day, amount, at) {
    const payment = number('Y', rows.payments);
    rows.payments.push(`${payment},${id},${below(3) ? at(day) : textOf(day)},${amount},`);
    const back = day + below(6);
    if (!below(5) && back <= TODAY) rows.payments.push(`${number('Y', rows.payments)},${id},${textOf(back)},-${amount},${payment}`);
}

function instalments(rows, id, part, isOwed, at) {
    const plan = number('R', rows.arrangements), agreed = TODAY - below(30);
    rows.arrangements.push(`${plan},${id},instalment,${textOf(agreed)},,`);
    for (let due = agreed + below(9), n = 0; isOwed && n < 3; n++, due += 1 + below(14)) {
        rows.instalments.push(`${plan},${textOf(due)},${part}`);
        if (due < TODAY && below(4)) pay(rows, id, due, part, at);
    }
}

const [seed, dir] = process.argv.slice(2);
const write = (name, header, rows) => fs.writeFileSync(path.join(dir, name + '.csv'), [header, ...rows].join('\n') + '\n');
state = Number(seed) * 2654435761 % 4294967296;
law(write);
plan(write);
const isZoned = fs.readFileSync(path.join(dir, 'settings.csv'), 'utf8').includes('time_zone');
book(write, people(write), isZoned);
