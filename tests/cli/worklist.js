// A second opinion on worklists, from the CSV files alone: who is on them, with whom, by which action, at
// which minute, and whether every figure and date in them is true.
//
//   node worklist.js make SEED DIR              writes a random company
//   node worklist.js check DIR NOW LIST REST    prints what is wrong with a worklist and its --rest; 1: something
'use strict';
const fs = require('fs');
const path = require('path');

// --- files ---------------------------------------------------------------------------------------------------

function parse(text) {
    const rows = [];
    let row = [], cell = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
        const c = text[i];
        if (quoted) {
            if (c !== '"') cell += c;
            else if (text[i + 1] === '"') { cell += '"'; i++; }
            else quoted = false;
        } else if (c === '"') quoted = true;
        else if (c === ',') { row.push(cell); cell = ''; }
        else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
        else if (c !== '\r') cell += c;
    }
    const [header, ...body] = rows;
    return body.map(cells => Object.fromEntries(header.map((name, i) => [name, cells[i]])));
}

function table(dir, name) {
    const file = path.join(dir, name + '.csv');
    return fs.existsSync(file) ? parse(fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '')) : [];
}

const DAY = 86400;
const dayOf = text => Math.round(Date.parse(text.slice(0, 10) + 'T00:00:00Z') / 1000 / DAY);
const textOf = day => new Date(day * DAY * 1000).toISOString().slice(0, 10);
const cents = text => Math.round(Number(text) * 100);
const money = n => (n < 0 ? '-' : '') + Math.floor(Math.abs(n) / 100) + '.' + String(Math.abs(n) % 100).padStart(2, '0');

// A date alone is its beginning; of a payment, its end.
function timeOf(text, atEnd) {
    const [day, clock] = text.trim().split(/[ T]/);
    if (!clock) return dayOf(day) * DAY + (atEnd ? DAY - 1 : 0);
    const [h, m, s] = clock.split(':').map(Number);
    return dayOf(day) * DAY + h * 3600 + m * 60 + (s || 0);
}

function group(rows, key) {
    const groups = new Map();
    for (const row of rows) {
        if (!groups.has(row[key])) groups.set(row[key], []);
        groups.get(row[key]).push(row);
    }
    return groups;
}

// --- how things stand ----------------------------------------------------------------------------------------

class Company {
    constructor(dir, now) {
        this.now = now;
        this.today = Math.floor(now / DAY);
        this.settings = Object.fromEntries(table(dir, 'settings').map(r => [r.name, r.value]));
        this.stages = table(dir, 'stages').map(s => ({...s, from: Number(s.from_dpd), to: s.to_dpd === '' ? Infinity : Number(s.to_dpd)}))
            .sort((a, b) => a.from - b.from);
        this.teams = new Map(table(dir, 'teams').map(t => [t.team_id, t]));
        this.posts = group(table(dir, 'employees'), 'employee_id');
        this.customers = new Map(table(dir, 'customers').map(c => [c.customer_id, c]));
        this.limits = table(dir, 'limits').filter(l => l.jurisdiction === this.settings.jurisdiction);
        const bySeq = (a, b) => Number(a.seq) - Number(b.seq);
        this.strategies = table(dir, 'strategies').sort(bySeq);
        this.scripts = table(dir, 'scripts').sort(bySeq);
        const payments = group(table(dir, 'payments').map(p => ({...p, at: timeOf(p.paid_at, true), cents: cents(p.amount)}))
            .filter(p => p.at <= now), 'account_id');
        const contacts = group(table(dir, 'contacts').map((c, n) => ({...c, n, at: timeOf(c.started_at, false)}))
            .filter(c => c.at <= now && c.account_id).sort((a, b) => a.at - b.at || a.n - b.n), 'account_id');
        const arranged = group(table(dir, 'arrangements').map(a => ({...a, day: dayOf(a.agreed_on)}))
            .filter(a => a.day <= this.today).sort((a, b) => a.day - b.day || (a.arrangement_id < b.arrangement_id ? -1 : 1)), 'account_id');
        this.instalments = group(table(dir, 'instalments').sort((a, b) => dayOf(a.due_on) - dayOf(b.due_on)), 'arrangement_id');
        const episodes = group(table(dir, 'assignments'), 'account_id');
        this.accounts = table(dir, 'accounts').map(a => ({
            ...a, payments: payments.get(a.account_id) || [], contacts: contacts.get(a.account_id) || [],
            arranged: arranged.get(a.account_id) || [], episodes: episodes.get(a.account_id) || [],
        }));
        this.byId = new Map(this.accounts.map(a => [a.account_id, a]));
        this.families = new Map();
        for (const account of this.accounts) {
            const key = account.customer_id || ' ' + account.account_id;
            account.family = key;
            if (!this.families.has(key)) this.families.set(key, []);
            this.families.get(key).push(account);
        }
    }

    number(name, usual) {
        return this.settings[name] === undefined || this.settings[name] === '' ? usual : Number(this.settings[name]);
    }

    paid(account, first, last) { // of the days from first to last
        return account.payments.filter(p => p.at >= first * DAY && p.at < (last + 1) * DAY).reduce((sum, p) => sum + p.cents, 0);
    }
    balance(account, day) {
        const waived = account.arranged.filter(a => a.kind === 'waiver' && a.day <= day).reduce((sum, a) => sum + cents(a.amount), 0);
        return cents(account.amount) - waived - this.paid(account, -1e6, day);
    }
    dueOn(account) {
        const last = account.arranged.filter(a => a.kind === 'extension').pop();
        return dayOf(last ? last.due_on : account.due_on);
    }
    dpd(account) { return this.today - this.dueOn(account); }
    stage(account) { return this.stages.findIndex(s => s.from <= this.dpd(account) && this.dpd(account) < s.to); }
    isClosed(account) {
        return account.status === 'closed' || account.status === 'written_off' ||
            (account.closed_on && dayOf(account.closed_on) <= this.today);
    }
    isGone(account) { return account.closed_on && dayOf(account.closed_on) <= this.today; }
    isPaused(account) {
        return account.paused_until ? this.today < dayOf(account.paused_until) : account.status === 'paused';
    }
    post(employee) {
        const rows = (this.posts.get(employee) || []).filter(e => dayOf(e.since || e.hired_on) <= this.today);
        const last = rows.sort((a, b) => dayOf(a.since || a.hired_on) - dayOf(b.since || b.hired_on)).pop();
        return last && (!last.left_on || dayOf(last.left_on) >= this.today) ? last : null;
    }
    kind(employee) { return this.teams.get(this.post(employee).team_id).kind; }
    holder(account) {
        const held = account.episodes.find(e => dayOf(e.from) <= this.today && (!e.to || this.today < dayOf(e.to)));
        return held ? held.employee_id : null;
    }
    isWorked(account) {
        const holder = this.holder(account);
        return holder && this.post(holder) && ['open', 'paused', ''].includes(account.status || '') && !this.isClosed(account) &&
            !this.isPaused(account) && this.stage(account) >= 0 && this.balance(account, this.today) > 0;
    }

    // The last promise made: kept, broken or open today.
    promise(account) {
        const made = account.contacts.filter(c => c.outcome === 'promised' && c.promised_on && dayOf(c.promised_on) >= Math.floor(c.at / DAY)).pop();
        if (!made) return null;
        const first = Math.floor(made.at / DAY), due = dayOf(made.promised_on), judged = due + this.number('promise_grace_days', 3);
        const enough = sum => made.promised_amount ? sum >= cents(made.promised_amount) : sum > 0;
        const last = Math.min(this.today, judged);
        let fate = this.today < judged ? 'open' : 'broken';
        for (let day = first; day <= last; day++) if (enough(this.paid(account, first, day))) { fate = 'kept'; break; }
        return {due, judged, fate, paid: this.paid(account, first, last), amount: made.promised_amount ? money(cents(made.promised_amount)) : null};
    }

    // The plan of instalments agreed last: its first instalment that is not paid. The money since its day pays them in turn.
    plan(account) {
        const agreed = account.arranged.filter(a => a.kind === 'instalment' && this.instalments.has(a.arrangement_id)).pop();
        if (!agreed || this.isGone(account) || dayOf(account.placed_on || account.due_on) > this.today || this.balance(account, this.today) <= 0) return null;
        let left = this.paid(account, agreed.day, this.today);
        for (const i of this.instalments.get(agreed.arrangement_id)) {
            const due = dayOf(i.due_on), amount = cents(i.amount);
            if (left < amount) return {due, amount, paid: Math.max(left, 0), judged: due + this.number('promise_grace_days', 3)};
            left -= amount;
        }
        return null;
    }
    // It is paid in time, and the next is due later.
    isInTime(account) { const plan = this.plan(account); return Boolean(plan && plan.due > this.today); }
    saidOf(plan) {
        if (plan.due > this.today) return `pays by instalments: the next, ${money(plan.amount)}, is due on ${textOf(plan.due)}`;
        if (plan.due === this.today) return `the instalment of ${money(plan.amount)} is due today`;
        return `the instalment of ${money(plan.amount)} for ${textOf(plan.due)}` + (plan.paid > 0 ? `: only ${money(plan.paid)} is paid` : ' is not paid');
    }

    contacts(family) { return this.families.get(family).flatMap(a => a.contacts).sort((a, b) => a.at - b.at); }
    contactsToday(family) { return this.contacts(family).filter(c => Math.floor(c.at / DAY) === this.today); }

    // Why nobody is to contact a customer today, as far as it can be said without the plan; null: they may.
    rest(family, told) { // told: the account that a row names, of several promised for one day
        const missed = c => (!c.channel || c.channel === 'phone') && (c.outcome === 'no_answer' || c.outcome === 'busy');
        const today = this.contactsToday(family);
        const again = today.length ? today[today.length - 1].at + 60 * this.number('retry_minutes', 120) : 0;
        if (today.some(c => !missed(c)) || Math.floor(again / DAY) > this.today) return {why: 'contacted today', until: this.today + 1};
        const open = this.families.get(family).filter(a => !this.isClosed(a) && this.balance(a, this.today) > 0)
            .map(a => ({...this.promise(a), account: a})).filter(p => p.fate === 'open' && p.due > this.today).sort((a, b) => a.due - b.due || (b.account.account_id === told) - (a.account.account_id === told));
        const days = this.number('promise_reminder_days', 0);
        if (!open.length) return this.restByPlan(family, days);
        if (open[0].due - this.today > days || !this.isWorked(open[0].account)) return {why: `promised ${open[0].amount || 'to pay'} for ${textOf(open[0].due)}`, until: open[0].due};
        const reminded = this.contacts(family).some(c => Math.floor(c.at / DAY) >= open[0].due - days);
        return reminded ? {why: 'contacted since the day of the reminder', until: open[0].due} : null;
    }
    // All that is worked is paid by instalments, in time.
    restByPlan(family, days) {
        const worked = this.families.get(family).filter(a => this.isWorked(a));
        if (!worked.length || !worked.every(a => this.isInTime(a) && !this.isPromiseDue(a))) return null;
        const plan = worked.map(a => this.plan(a)).sort((a, b) => a.due - b.due)[0];
        if (plan.due - this.today > days) return {why: this.saidOf(plan), until: plan.due - days};
        const reminded = this.contacts(family).some(c => Math.floor(c.at / DAY) >= plan.due - days);
        return reminded ? {why: 'contacted since the day of the reminder', until: plan.due} : null;
    }
    isPromiseDue(account) {
        const promise = this.promise(account);
        return promise && promise.fate !== 'kept' && (promise.due === this.today || promise.judged === this.today - 1);
    }
    again(family) { // not before, after a call that nobody took
        const today = this.contactsToday(family);
        return today.length ? today[today.length - 1].at + 60 * this.number('retry_minutes', 120) : 0;
    }

    // --- what strategies and scripts see

    facts(account) {
        const family = this.families.get(account.family), customer = this.customers.get(account.customer_id) || {};
        const promise = this.promise(account), wanting = promise && promise.fate !== 'kept' ? promise : null;
        const late = a => { const due = this.dueOn(a); return due < this.today && this.balance(a, due) > 0; };
        const plan = this.plan(account);
        const outcomes = account.contacts.filter(c => c.outcome), contacts = this.contacts(account.family);
        return {
            dpd: this.dpd(account), balance: this.balance(account, this.today) / 100, rating: customer.rating || undefined,
            customer_rating: customer.rating || undefined, phone: customer.phone || undefined,
            stage: this.stages[this.stage(account)] && this.stages[this.stage(account)].stage,
            late_count: account.customer_id ? family.filter(a => a !== account && late(a)).length : 0,
            last_outcome: outcomes.length ? outcomes[outcomes.length - 1].outcome : undefined,
            promised_on: wanting ? textOf(wanting.due) : undefined, days_to_promise: wanting ? wanting.due - this.today : NaN,
            promised_amount: wanting && wanting.amount ? Number(wanting.amount) : NaN,
            other_debts: family.filter(a => a !== account && dayOf(a.placed_on || a.due_on) <= this.today && !this.isClosed(a) && this.balance(a, this.today) > 0).length,
            contacts_today: this.contactsToday(account.family).length,
            last_contact: contacts.length ? textOf(Math.floor(contacts[contacts.length - 1].at / DAY)) : undefined,
            instalment_on: plan ? textOf(plan.due) : undefined, days_to_instalment: plan ? plan.due - this.today : NaN,
            instalment_amount: plan ? (plan.amount - plan.paid) / 100 : NaN,
            name: customer.name || '', due_on: textOf(this.dueOn(account)),
        };
    }
    holds(when, facts) {
        if (!when) return true;
        const js = when.replace(/(\w+) in \(([^)]*)\)/g, '[$2].includes($1)').replace(/(\w+) between (\S+) and ([^\s)]+)/g, '($1>=$2&&$1<=$3)')
            .replace(/(?<![<>!=])=(?!=)/g, '===').replace(/\band\b/g, '&&').replace(/\bor\b/g, '||');
        return Boolean(new Function(...Object.keys(facts), `return ${js}`)(...Object.values(facts)));
    }
    said(account) { // the script; '' where there is none
        const facts = this.facts(account);
        for (const script of this.scripts) {
            if (!this.holds(script.when, facts)) continue;
            let known = true;
            const text = script.text.replace(/\{(\w+)\}/g, (mark, name) => {
                if (!(name in facts)) return mark;
                const value = facts[name];
                if (value === undefined || Number.isNaN(value)) known = false;
                return ['balance', 'promised_amount', 'instalment_amount'].includes(name) ? money(Math.round(value * 100)) : String(value);
            });
            if (known) return text;
        }
        return '';
    }

    // --- the law

    channel(action) { return {notice: 'letter'}[action] || action; }
    unlawful(account, action, at) {
        const day = Math.floor(at / DAY), clock = new Date(at * 1000).toISOString().slice(11, 16);
        for (const limit of this.limits) {
            if (limit.channel && limit.channel !== this.channel(action)) continue;
            const [from, to] = limit.value.split('-');
            if (limit.rule === 'quiet_hours') {
                if (from < to ? clock >= from && clock < to : clock >= from || clock < to) return limit.limit_id;
                continue;
            }
            const talked = ['talked', 'refused', 'disputed', 'promised', 'paid'];
            const counted = (limit.per === 'customer' ? this.contacts(account.family) : account.contacts).filter(c =>
                (!limit.channel || c.channel === limit.channel) && (limit.counts !== 'connected' || talked.includes(c.outcome)));
            const days = c => day - Math.floor(c.at / DAY);
            if (limit.rule === 'days_after_talk' && counted.some(c => talked.includes(c.outcome) && days(c) < Number(limit.value))) return limit.limit_id;
            if (limit.rule === 'max_per_day' && counted.filter(c => days(c) === 0).length >= Number(limit.value)) return limit.limit_id;
            if (limit.rule === 'max_per_7_days' && counted.filter(c => days(c) <= 6).length >= Number(limit.value)) return limit.limit_id;
        }
        return null;
    }
}

function fits(action, kind) {
    if (action === 'phone') return kind !== 'message';
    if (action === 'visit') return ['visit', 'sales', 'other'].includes(kind);
    if (action === 'legal') return ['legal', 'other'].includes(kind);
    return true;
}

const usual = {phone: 'phone', visit: 'visit', legal: 'legal', message: 'sms', sales: 'phone', other: 'phone'};

// The action of the first strategy that holds and fits; 'none' if nobody is to contact them.
function actionOf(company, account, kind, isReminder) {
    const facts = company.facts(account);
    let holds = company.strategies.length === 0;
    for (const strategy of company.strategies) {
        if (!company.holds(strategy.when, facts)) continue;
        holds = true;
        if (strategy.action === 'none') return 'none';
        if (isReminder ? ['sms', 'wechat', 'email'].includes(strategy.action) : fits(strategy.action, kind)) return strategy.action;
    }
    if (isReminder) {
        const channel = (company.customers.get(account.customer_id) || {}).channel;
        return channel === 'wechat' || channel === 'email' ? channel : 'sms';
    }
    return holds ? usual[kind] : 'none';
}

function whyOf(company, account) {
    const promise = company.promise(account), due = promise && textOf(promise.due), amount = promise && (promise.amount || 'to pay');
    const isNear = promise && promise.fate !== 'kept' && (promise.due === company.today || promise.judged === company.today - 1 || promise.fate === 'open');
    const plan = company.plan(account);
    if (plan && (!isNear || !company.isPromiseDue(account) && promise.fate !== 'open')) return company.saidOf(plan);
    if (!isNear) return `stage ${company.stages[company.stage(account)].stage} at ${company.dpd(account)} days`;
    if (promise.due > company.today) return `promised ${amount} for ${due}`;
    if (promise.due === company.today) return `promised ${amount} for today`;
    return promise.paid > 0 ? `promised ${amount} for ${due}, and paid ${money(promise.paid)}` : `promised ${amount} for ${due}, and did not pay`;
}

function check(dir, nowText, listFile, restFile) {
    const company = new Company(dir, timeOf(nowText, false));
    const list = parse(fs.readFileSync(listFile, 'utf8')), rest = parse(fs.readFileSync(restFile, 'utf8'));
    const faults = [], seen = new Set();
    const fault = (row, what) => faults.push(`${row.account_id} of ${row.customer_id || 'nobody known'}: ${what}`);
    const same = (row, name, wanted) => { if (String(row[name]) !== String(wanted)) fault(row, `${name} is ${row[name]}, not ${wanted}`); };
    for (const row of [...list, ...rest]) {
        const family = company.byId.get(row.account_id).family;
        if (seen.has(family)) fault(row, 'twice');
        seen.add(family);
    }
    for (const row of list) {
        const account = company.byId.get(row.account_id), family = company.families.get(account.family);
        const worked = family.filter(a => company.isWorked(a)), resting = company.rest(account.family, row.account_id);
        if (resting) fault(row, `listed, but ${resting.why}`);
        if (!worked.includes(account)) { fault(row, 'paid, closed, paused or nobody holds it'); continue; }
        const top = Math.max(...worked.map(a => company.stage(a)));
        if (!worked.some(a => company.stage(a) === top && company.holder(a) === row.employee_id)) fault(row, `${row.employee_id} does not hold the highest stage`);
        same(row, 'customer_id', account.customer_id);
        same(row, 'debts', worked.length);
        same(row, 'owed', money(worked.reduce((sum, a) => sum + company.balance(a, company.today), 0)));
        same(row, 'balance', money(company.balance(account, company.today)));
        same(row, 'due_on', textOf(company.dueOn(account)));
        same(row, 'dpd', company.dpd(account));
        same(row, 'why', whyOf(company, account));
        same(row, 'script', company.said(account));
        const promise = company.promise(account), isPromised = promise && promise.fate === 'open' && promise.due > company.today;
        if (company.isInTime(account) && !isPromised && !company.isPromiseDue(account) && worked.some(a => !company.isInTime(a)))
            fault(row, 'is paid by instalments, in time, but another debt is not');
        const isReminder = isPromised || (company.isInTime(account) && !company.isPromiseDue(account));
        same(row, 'action', actionOf(company, account, company.kind(row.employee_id), isReminder));
        const at = row.next_at ? timeOf(row.next_at, false) : company.now;
        if (at < company.again(account.family)) fault(row, `too soon after the last call, at ${row.next_at || nowText}`);
        const broken = company.unlawful(account, row.action, at);
        if (broken) fault(row, `${row.action} at ${row.next_at || nowText} breaks ${broken}`);
    }
    for (const row of rest) {
        const account = company.byId.get(row.account_id), resting = company.rest(account.family, row.account_id);
        if (resting) {
            same(row, 'why', resting.why);
            same(row, 'until', textOf(resting.until));
        } else if (!['the strategy is not to contact the customer', 'no strategy holds', 'the limits allow no contact'].includes(row.why)) {
            fault(row, `rests, as: ${row.why}`);
        }
    }
    for (const [key, family] of company.families)
        if (family.some(a => company.isWorked(a)) && !seen.has(key)) faults.push(`${key}: neither listed nor resting`);
    faults.slice(0, 20).forEach(f => console.log(f));
    return faults.length ? 1 : 0;
}

// --- random companies ----------------------------------------------------------------------------------------

function make(seed, dir) {
    let state = seed * 2654435761 % 4294967296;
    const below = n => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 4294967296 * n); };
    const any = list => list[below(list.length)];
    const today = dayOf('2026-10-20');
    const write = (name, header, rows) => fs.writeFileSync(path.join(dir, name + '.csv'), [header, ...rows].join('\n') + '\n');
    const settings = ['jurisdiction,' + any(['CN', 'US']), 'promise_grace_days,' + below(4), 'retry_minutes,' + any([60, 120, 700])];
    if (below(2)) settings.push('promise_reminder_days,' + (1 + below(3)));
    write('settings', 'name,value', settings);
    write('stages', 'stage,from_dpd,to_dpd,team_kind', ['remind,1,30,message', 'phone,30,90,phone', 'visit,90,,visit']);
    write('teams', 'team_id,kind', ['TM,message', 'TP,phone', 'TV,visit']);
    const people = ['M1', 'M2', 'P1', 'P2', 'P3', 'V1', 'V2'];
    write('employees', 'employee_id,team_id,hired_on,left_on',
        people.map(p => `${p},T${p[0]},2026-01-01,${p === 'P3' && below(2) ? '2026-10-10' : ''}`));
    const customers = [], accounts = [], held = [], payments = [], contacts = [], arranged = [], instalments = [];
    const clock = () => `${String(8 + below(8)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}`;
    for (let c = 1; c <= 60; c++) {
        customers.push(`C${c},${any(['Ann', 'Bob', ''])},${any(['', '139' + c])},${any(['AAA', 'AA', 'B', 'C', ''])},${any(['phone', 'wechat', 'email', ''])}`);
        for (let n = 1 + below(4); n > 0; n--) {
            const id = `A${c}_${n}`, age = below(130) - 3, amount = 100 + below(5000);
            accounts.push(`${id},${below(20) ? 'C' + c : ''},${textOf(today - age)},${amount},` +
                `${any(['open', 'open', 'open', 'open', 'open', 'paused', 'legal', 'closed'])},${below(12) ? '' : textOf(today - 3 + below(6))},${below(12) ? '' : textOf(today - 3 + below(6))}`);
            if (below(8)) held.push(`${id},${any(people)},${textOf(today - 40)},${below(10) ? '' : textOf(today - 2 + below(4))}`);
            const count = below(3);
            for (let p = count; p > 0; p--)
                payments.push(`Y${payments.length},${id},${textOf(today - below(12))}${below(3) ? ' ' + clock() : ''},${below(6) ? 10 + below(300) : amount}`);
            if (count === 0 && !below(3)) arranged.push(`R${String(arranged.length).padStart(4, '0')},${id},waiver,${textOf(today - below(9))},${5 + below(90)},`);
            if (!below(6)) arranged.push(`R${String(arranged.length).padStart(4, '0')},${id},extension,${textOf(today - below(9))},,${textOf(today - below(60))}`);
            if (!below(6)) {
                const plan = `R${String(arranged.length).padStart(4, '0')}`, agreed = today - below(30), part = Math.floor((amount - 95) * 100 / 3) / 100;
                arranged.push(`${plan},${id},instalment,${textOf(agreed)},,`);
                for (let due = agreed + below(9), n = 0; count === 0 && n < 3; n++, due += 1 + below(14)) {
                    instalments.push(`${plan},${textOf(due)},${part}`);
                    if (due < today && below(4)) payments.push(`Y${payments.length},${id},${textOf(due)},${part}`);
                }
            }
            for (let k = below(5); k > 0; k--) {
                const day = today - (below(4) ? below(9) : 0), outcome = any(['no_answer', 'busy', 'talked', 'refused', 'disputed', 'promised', 'promised', 'promised', 'left_message']);
                contacts.push(`K${String(contacts.length).padStart(4, '0')},${id},${any(people)},${textOf(day)} ${clock()},${any(['phone', 'phone', 'phone', 'sms', 'wechat'])},${outcome},` +
                    (outcome === 'promised' ? `${below(2) ? 20 + below(200) : ''},${textOf(day + below(9))}` : ','));
            }
        }
    }
    write('customers', 'customer_id,name,phone,rating,channel', customers);
    write('accounts', 'account_id,customer_id,due_on,amount,status,paused_until,closed_on', accounts);
    write('assignments', 'account_id,employee_id,from,to', held);
    write('payments', 'payment_id,account_id,paid_at,amount', payments);
    write('contacts', 'contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on', contacts);
    write('arrangements', 'arrangement_id,account_id,kind,agreed_on,amount,due_on', arranged);
    write('instalments', 'arrangement_id,due_on,amount', instalments);
    write('strategies', 'strategy_id,seq,when,action', [
        "never,1,rating = 'C' and dpd > 100,none", "visit,2,\"rating in ('B', 'C') and dpd >= 60\",visit", "reply,3,contacts_today > 0,phone",
        "kind,4,rating = 'AAA' and late_count = 0,wechat", "near,5,days_to_promise > 0,email", "call,6,other_debts between 1 and 2,phone", 'letter,7,,letter'].slice(0, 3 + below(5)));
    write('scripts', 'script_id,seq,when,text', [
        'instalment,0,days_to_instalment <= 0,"{name}, {instalment_amount} of {balance} for {instalment_on}"', '"ahead",1,days_to_promise > 0,"{name}: {promised_amount} on {promised_on}, in {days_to_promise} days"', 'today,2,days_to_promise = 0,"{name}, {promised_amount} today?"',
        'late,3,days_to_promise < 0,"{name}, you promised for {promised_on}; {balance} is left"',
        "dispute,4,last_outcome = 'disputed',\"about {balance}, due on {due_on}\"", 'others,5,other_debts > 0,"{phone}: {balance} and {other_debts} more; we last spoke on {last_contact}"',
        'first,6,,"{name}, {balance} since {due_on}, {dpd} days ago"']);
}

const [mode, ...given] = process.argv.slice(2);
if (mode === 'make') make(Number(given[0]), given[1]);
else process.exitCode = check(...given);
