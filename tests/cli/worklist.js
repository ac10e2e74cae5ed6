// A second opinion on worklists, from the CSV files alone: who is on them, with whom, by which action, at
// which minute, and whether every figure and date in them is true.
//
//   node worklist.js DIR NOW LIST REST [N]    prints what is wrong with a worklist and its --rest, of N a person;
//                                             exits 1 if anything is
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
function timeOf(text, atEnd, zone) {
    const [day, clock] = text.trim().split(/[ T]/);
    if (!clock) return dayOf(day) * DAY + (atEnd ? DAY - 1 : 0);
    if (/(Z|[+-]\d\d:\d\d)$/.test(clock)) return localTime(new Date(`${day}T${clock}`), zone);
    const [h, m, s] = clock.split(':').map(Number);
    return dayOf(day) * DAY + h * 3600 + m * 60 + (s || 0);
}

function localTime(date, timeZone) {
    const parts = new Intl.DateTimeFormat('en-GB', {timeZone, dateStyle: 'short', timeStyle: 'medium'}).format(date).match(/\d+/g).map(Number);
    return Date.UTC(parts[2], parts[1] - 1, parts[0], parts[3], parts[4], parts[5]) / 1000;
}

// The row that holds on a day, of those of one id with a since; the first holds for the days before it, too.
function on(rows, day) {
    const sorted = [...rows].sort((a, b) => dayOf(a.since || '0001-01-01') - dayOf(b.since || '0001-01-01'));
    return sorted.filter(r => dayOf(r.since || '0001-01-01') <= day).pop() || sorted[0];
}
function histories(rows, key, day) { return new Map([...group(rows, key)].map(([id, of]) => [id, on(of, day)])); }

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
        this.teams = histories(table(dir, 'teams'), 'team_id', this.today);
        this.posts = group(table(dir, 'employees'), 'employee_id');
        this.customers = histories(table(dir, 'customers'), 'customer_id', this.today);
        this.limits = table(dir, 'limits');
        this.regions = Object.fromEntries((this.settings.region_jurisdictions || '').split(';').map(part => part.trim().split('=')));
        const zone = this.settings.time_zone;
        const bySeq = (a, b) => Number(a.seq) - Number(b.seq);
        this.strategies = table(dir, 'strategies').sort(bySeq);
        this.scripts = table(dir, 'scripts').sort(bySeq);
        const payments = group(table(dir, 'payments').map(p => ({...p, at: timeOf(p.paid_at, true, zone), cents: cents(p.amount)}))
            .filter(p => p.at <= now), 'account_id');
        const contacts = group(table(dir, 'contacts').map((c, n) => ({...c, n, at: timeOf(c.started_at, false, zone)}))
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
        for (const account of this.accounts) {
            account.family = account.customer_id || ' ' + account.account_id;
            account.entry = this.settings.deal_by === 'account' ? ' ' + account.account_id : account.family;
        }
        this.families = group(this.accounts, 'family'); // all that a customer owes
        this.entries = group(this.accounts, 'entry');   // what is talked about at once
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
    kind(employee) {
        const post = this.post(employee);
        return post ? this.teams.get(post.team_id).kind : null;
    }
    holder(account) {
        const held = account.episodes.find(e => dayOf(e.from) <= this.today && (!e.to || this.today < dayOf(e.to)));
        return held ? held.employee_id : null;
    }
    isWorked(account) {
        const holder = this.holder(account);
        return holder && this.post(holder) && ['open', 'paused', ''].includes(account.status || '') && !this.isClosed(account) &&
            !this.isPaused(account) && this.stage(account) >= 0 && this.balance(account, this.today) > 0;
    }

    // No stage has it yet, but it falls due within days.
    isDueSoon(account) {
        const days = this.number('due_reminder_days', 0), dpd = this.dpd(account);
        return days > 0 && dpd <= 0 && dpd >= -days && (account.status || 'open') === 'open' && !this.isGone(account) && !this.isPaused(account) &&
            this.stage(account) < 0 && this.balance(account, this.today) > 0 && Boolean(this.reminder(account));
    }
    reminder(account) { // who reminds of it
        const person = this.holder(account) || (this.customers.get(account.customer_id) || {}).owner_id;
        return person && this.post(person) ? person : null;
    }
    isSpokenOf(account) { return this.isWorked(account) || this.isDueSoon(account); }
    person(account) { return this.isWorked(account) ? this.holder(account) : this.reminder(account); }

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
        if (plan.due > this.today) return `pays by instalments: the next, ${money(plan.amount - plan.paid)}, is due on ${textOf(plan.due)}`;
        if (plan.due === this.today && plan.paid > 0) return `${money(plan.amount - plan.paid)} of the instalment of ${money(plan.amount)} is due today`;
        if (plan.due === this.today) return `the instalment of ${money(plan.amount)} is due today`;
        return `the instalment of ${money(plan.amount)} for ${textOf(plan.due)}` + (plan.paid > 0 ? `: only ${money(plan.paid)} is paid` : ' is not paid');
    }

    contacts(family) { return this.families.get(family).flatMap(a => a.contacts).sort((a, b) => a.at - b.at); }
    contactsToday(family) { return this.contacts(family).filter(c => Math.floor(c.at / DAY) === this.today); }

    // Why nobody is to contact a customer about an entry today, as far as it can be said without the plan; null: they may.
    // told: the row, which may name any of several promises for one day, but the entry's own first.
    rest(entry, told) {
        const missed = c => (!c.channel || c.channel === 'phone') && (c.outcome === 'no_answer' || c.outcome === 'busy');
        const accounts = this.entries.get(entry), family = accounts[0].family, today = this.contactsToday(family);
        if (today.some(c => !missed(c)) || Math.floor(this.again(family) / DAY) > this.today) return {why: 'contacted today', until: this.today + 1};
        const open = this.families.get(family).filter(a => !this.isClosed(a) && this.balance(a, this.today) > 0)
            .map(a => ({...this.promise(a), account: a})).filter(p => p.fate === 'open' && p.due > this.today)
            .map(p => ({...p, why: `promised ${p.amount || 'to pay'} for ${textOf(p.due)}` + (p.paid > 0 ? `, and paid ${money(p.paid)}` : '')}))
            .sort((a, b) => a.due - b.due || (b.account.account_id === told.account_id) - (a.account.account_id === told.account_id) || (b.why === told.why) - (a.why === told.why));
        const days = this.number('promise_reminder_days', 0);
        if (!open.length) return this.restByPlan(entry, days) || this.restBeforeDue(entry, told);
        if (open[0].due - this.today > days || !this.isWorked(open[0].account) || open[0].account.entry !== entry)
            return {why: open[0].why, until: open[0].due};
        return this.restReminded(family, open[0].due - days, open[0].due);
    }
    restReminded(family, since, until) {
        const reminded = this.contacts(family).some(c => Math.floor(c.at / DAY) >= since);
        return reminded ? {why: 'contacted since the day of the reminder', until} : null;
    }
    isByPlan(account) {
        return this.isWorked(account) && this.isInTime(account) && !this.isPromiseDue(account) &&
            this.plan(account).due - this.today > this.number('promise_reminder_days', 0);
    }
    // All that is worked is paid by instalments, in time.
    restByPlan(entry, days) {
        const spoken = this.entries.get(entry).filter(a => this.isSpokenOf(a));
        const planned = spoken.filter(a => this.isWorked(a) && this.isInTime(a) && !this.isPromiseDue(a));
        const near = planned.filter(a => this.plan(a).due - this.today <= days);
        if (!planned.length || planned.length < spoken.filter(a => this.isWorked(a)).length || (!near.length && planned.length < spoken.length)) return null;
        const plan = planned.map(a => this.plan(a)).sort((a, b) => a.due - b.due)[0];
        if (!near.length) return {why: this.saidOf(plan), until: plan.due - days};
        return this.restReminded(planned[0].family, plan.due - days, plan.due);
    }
    restBeforeDue(entry, told) {
        const spoken = this.entries.get(entry).filter(a => this.isSpokenOf(a)), soon = spoken.filter(a => !this.isWorked(a));
        const talks = a => this.isWorked(a) && !this.isByPlan(a);
        if (!soon.length || spoken.some(talks)) return null;
        const first = soon.find(a => a.account_id === told.account_id) || soon[0];
        return this.restReminded(first.family, this.dueOn(first) - this.number('due_reminder_days', 0), this.dueOn(first) + 1);
    }
    // The reminder of one debt, of an instalment or before it is due: whether it was given.
    reminded(account) {
        const due = this.isWorked(account) ? this.plan(account).due : this.dueOn(account);
        const days = this.number(this.isWorked(account) ? 'promise_reminder_days' : 'due_reminder_days', 0);
        return this.restReminded(account.family, due - days, this.isWorked(account) ? due : due + 1);
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
            contacts_today: this.met(this.contactsToday(account.family)).length,
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

    law(account) {
        const region = (this.customers.get(account.customer_id) || {}).region || account.region;
        return (region && this.regions[region]) || this.settings.jurisdiction;
    }
    channel(action) { return action === 'notice' ? 'letter' : action; }
    // The contacts with a customer of these: a call or visit that is on record for several accounts is one.
    met(contacts) {
        const firsts = new Map();
        return contacts.filter(c => {
            if (!c.employee_id || !['phone', 'visit'].includes(c.channel) || c.at % DAY === 0) return true;
            const key = `${c.employee_id} ${c.at} ${c.channel}`, first = firsts.get(key) || c.account_id;
            const isNew = !firsts.has(key) || first === c.account_id;
            firsts.set(key, first);
            return isNew;
        });
    }
    // The limit that a contact would break; done: what is done on the list before it.
    unlawful(account, action, at, done) {
        const day = Math.floor(at / DAY), clock = new Date(at * 1000).toISOString().slice(11, 16), law = this.law(account);
        const talked = ['talked', 'refused', 'disputed', 'promised', 'paid'];
        for (const limit of this.limits) {
            if (limit.jurisdiction !== law || (limit.channel && limit.channel !== this.channel(action))) continue;
            const [from, to] = limit.value.split('-');
            if (limit.rule === 'quiet_hours') {
                if (from < to ? clock >= from && clock < to : clock >= from || clock < to) return limit.limit_id;
                continue;
            }
            const of = limit.per === 'customer' ? this.contacts(account.family) : account.contacts;
            const others = done.filter(o => o.account === account || (limit.per === 'customer' && o.account.family === account.family));
            const meant = [...of, ...others].filter(c =>
                (!limit.channel || c.channel === limit.channel) && (limit.counts !== 'connected' || talked.includes(c.outcome)));
            const counted = limit.per === 'customer' ? this.met(meant) : meant;
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
    const isNear = promise && promise.fate !== 'kept' && (promise.due === company.today || promise.judged === company.today - 1 || promise.judged === company.today || promise.fate === 'open');
    const plan = company.plan(account);
    if (!company.isWorked(account)) return `due on ${textOf(company.dueOn(account))}`;
    if (plan && (!isNear || !company.isPromiseDue(account) && promise.fate !== 'open' && promise.judged !== company.today)) return company.saidOf(plan);
    if (!isNear) return `stage ${company.stages[company.stage(account)].stage} at ${company.dpd(account)} days`;
    const paid = promise.paid > 0 ? `, and paid ${money(promise.paid)}` : '';
    if (promise.due === company.today) return `promised ${amount} for today${paid}`;
    return `promised ${amount} for ${due}` + (paid || (promise.due > company.today ? '' : ', and did not pay'));
}

// Why a row is listed, as the order of the list takes it.
const causes = ['promise due', 'instalment due', 'promise soon', 'instalment soon', 'debt soon', 'stage'];
// What the talk begins with, of several debts.
const ranks = {'promise due': 0, 'instalment due': 0, stage: 1, 'instalment soon': 2, 'debt soon': 3};
function causeOf(company, account) {
    const promise = company.promise(account);
    return company.isWorked(account) && promise && promise.fate === 'open' && promise.due > company.today ? 'promise soon' : ownCauseOf(company, account);
}
// The same but for a promise that is not due yet: that is the customer's, not the debt's.
function ownCauseOf(company, account) {
    const plan = company.plan(account);
    if (!company.isWorked(account)) return 'debt soon';
    if (company.isPromiseDue(account)) return 'promise due';
    if (plan && (plan.due === company.today || plan.judged === company.today - 1)) return 'instalment due';
    return company.isInTime(account) ? 'instalment soon' : 'stage';
}

class Check {
    constructor(company, list, rest, most) {
        Object.assign(this, {company, list, rest, most, faults: []});
        this.listed = list.map(row => ({row, account: company.byId.get(row.account_id), at: row.next_at ? timeOf(row.next_at, false) : company.now}));
    }
    fault(row, what) { this.faults.push(`${row.account_id} of ${row.customer_id || 'nobody known'}: ${what}`); }
    same(row, name, wanted) { if (String(row[name]) !== String(wanted)) this.fault(row, `${name} is ${row[name]}, not ${wanted}`); }

    // Each entry is on one list, once, or rests; and a customer's on one person's.
    everybody() {
        const seen = new Set();
        for (const row of [...this.list, ...this.rest]) {
            const entry = this.company.byId.get(row.account_id).entry;
            if (seen.has(entry)) this.fault(row, 'twice');
            seen.add(entry);
        }
        for (const [key, accounts] of this.company.entries)
            if (accounts.some(a => this.company.isSpokenOf(a)) && !seen.has(key)) this.faults.push(`${key}: neither listed nor resting`);
    }

    // The debts of an entry that are spoken of and that somebody may talk about, by the strategies and no plan's keeping.
    wanted(spoken, person) {
        const {company} = this;
        return spoken.filter(a => !company.isByPlan(a) &&
            actionOf(company, a, company.kind(person(a)), ownCauseOf(company, a).endsWith('soon')) !== 'none');
    }
    // Whose list the customer is on: who holds the highest debt that its holder may talk about, or else the highest of all.
    talkers(spoken) {
        const {company} = this, own = this.wanted(spoken, a => company.person(a));
        const pressing = own.length ? own : spoken.some(a => !company.isByPlan(a)) ? spoken.filter(a => !company.isByPlan(a)) : spoken;
        const top = Math.max(...pressing.map(a => company.stage(a)));
        return pressing.filter(a => company.stage(a) === top).map(a => company.person(a));
    }
    // The debts that are talked about with the one that leads: those that limits and strategies let be.
    talked(row, account, at, spoken) {
        const wanted = this.wanted(spoken, () => row.employee_id);
        return spoken.filter(a => a === account || (wanted.includes(a) && !this.company.unlawful(a, row.action, at, [])));
    }
    // Whether another debt comes before the one that leads, and may be talked about on its day; or may be on an earlier one.
    lead(row, account, at, spoken) {
        const {company} = this, day = Math.floor(at / DAY);
        if (causeOf(company, account) === 'promise soon') return;
        const rank = a => [ranks[ownCauseOf(company, a)], -company.stage(a)];
        const isBefore = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
        for (const other of this.wanted(spoken, () => row.employee_id)) {
            const cause = ownCauseOf(company, other), isSoon = cause.endsWith('soon');
            if (other === account || (isSoon && company.reminded(other))) continue;
            const action = actionOf(company, other, company.kind(row.employee_id), isSoon);
            const last = isBefore(rank(other), rank(account)) ? day : day - 1;
            for (let early = Math.max(company.now, company.again(account.family)); Math.floor(early / DAY) <= last; early = (Math.floor(early / 900) + 1) * 900) {
                if (company.unlawful(other, action, early, [])) continue;
                this.fault(row, `${other.account_id} may be talked about at ${early}, and rather`);
                return;
            }
        }
    }

    row({row, account, at}) {
        const company = this.company, spoken = company.entries.get(account.entry).filter(a => company.isSpokenOf(a));
        const resting = company.rest(account.entry, row);
        if (resting) this.fault(row, `listed, but ${resting.why}`);
        if (!spoken.includes(account)) return this.fault(row, 'paid, closed, paused or nobody holds it');
        if (!this.talkers(spoken).includes(row.employee_id)) this.fault(row, `${row.employee_id} does not hold the highest stage`);
        this.lead(row, account, at, spoken);
        this.same(row, 'customer_id', account.customer_id);
        const talked = this.talked(row, account, at, spoken);
        this.same(row, 'debts', talked.length);
        this.same(row, 'owed', money(talked.reduce((sum, a) => sum + company.balance(a, company.today), 0)));
        this.same(row, 'balance', money(company.balance(account, company.today)));
        this.same(row, 'due_on', textOf(company.dueOn(account)));
        this.same(row, 'dpd', company.dpd(account));
        this.same(row, 'why', whyOf(company, account));
        this.same(row, 'script', company.said(account));
        this.same(row, 'action', actionOf(company, account, company.kind(row.employee_id), causeOf(company, account).endsWith('soon')));
        if (at < company.again(account.family)) this.fault(row, `too soon after the last call, at ${row.next_at || company.now}`);
    }

    // Each is lawful at its minute even if all that is to be done before has been done; and at no earlier quarter of an hour.
    law() {
        const done = [], {company} = this;
        for (const {row, account, at} of this.listed) {
            const broken = company.unlawful(account, row.action, at, done);
            if (broken) this.fault(row, `${row.action} at ${row.next_at || 'once'} breaks ${broken}`);
            for (let early = Math.max(company.now, company.again(account.family)); early < at; early = (Math.floor(early / 900) + 1) * 900) {
                if (company.unlawful(account, row.action, early, done)) continue;
                if (company.settings.deal_by !== 'account') this.fault(row, `may be done before ${row.next_at}`);
                break;
            }
            if (Math.floor(at / DAY) === company.today) done.push({account, at, channel: company.channel(row.action), outcome: 'talked'});
        }
    }

    order() {
        const key = ({row, account, at}) => [at, causes.indexOf(causeOf(this.company, account)), -Number(row.expected), row.account_id];
        for (let i = 1; i < this.listed.length; i++) {
            const [above, below] = [key(this.listed[i - 1]), key(this.listed[i])], k = above.findIndex((value, n) => value !== below[n]);
            if (k >= 0 && above[k] > below[k]) this.fault(this.listed[i].row, `comes after ${above}, not before`);
        }
    }

    // The reminder that comes up where nobody may talk about the debts before it.
    afterForbidden(row, account) {
        const {company} = this, cause = ownCauseOf(company, account);
        if (!row.why.startsWith('contacted since') || !cause.endsWith('soon')) return null;
        const wanted = this.wanted(company.entries.get(account.entry).filter(a => company.isSpokenOf(a)), () => row.employee_id);
        return wanted.some(a => ranks[ownCauseOf(company, a)] < ranks[cause]) ? null : company.reminded(account);
    }

    // Nobody may talk about any debt of one who rests for the strategies or the limits, not for days.
    forbidden(row, account) {
        const {company} = this, spoken = company.entries.get(account.entry).filter(a => company.isSpokenOf(a));
        if (causeOf(company, account) === 'promise soon') return;
        if (!row.why.startsWith('the limits')) {
            const own = this.wanted(spoken, a => company.person(a));
            if (own.length) this.fault(row, `rests, but ${own[0].account_id} may be talked about`);
            return;
        }
        for (const a of this.wanted(spoken, () => row.employee_id)) {
            const cause = ownCauseOf(company, a), isSoon = cause.endsWith('soon');
            if (isSoon && company.reminded(a)) continue;
            const action = actionOf(company, a, company.kind(row.employee_id), isSoon);
            for (let at = company.now; at < company.now + 9 * DAY; at += 900)
                if (!company.unlawful(a, action, at, [])) return this.fault(row, `rests, but ${a.account_id} may be talked about at ${at}`);
        }
    }

    resting() {
        const company = this.company, own = ['the strategy is not to contact the customer', 'no strategy holds', 'the limits allow no contact', 'beyond what the holder can do today'];
        for (const row of this.rest) {
            const account = company.byId.get(row.account_id);
            const resting = company.rest(account.entry, row) || this.afterForbidden(row, account);
            if (resting) {
                this.same(row, 'why', resting.why);
                this.same(row, 'until', textOf(resting.until));
            } else if (!own.includes(row.why.replace(/ \(\w+\)$/, ''))) this.fault(row, `rests, as: ${row.why}`);
            else if (!row.why.startsWith('beyond')) this.forbidden(row, account);
        }
    }

    // Nobody has more today than the number; nobody is put off while there is room, or for one that is less urgent.
    number() {
        const {company} = this, isToday = ({at}) => Math.floor(at / DAY) === company.today;
        const urgency = (row, account) => [causes.indexOf(causeOf(company, account)), -Number(row.expected)];
        const isAfter = (a, b) => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
        const surplus = this.rest.filter(row => row.why === 'beyond what the holder can do today');
        for (const row of surplus) {
            const own = this.listed.filter(l => isToday(l) && l.row.employee_id === row.employee_id), mine = urgency(row, company.byId.get(row.account_id));
            const worked = this.rest.filter(r => r.employee_id === row.employee_id && r.why === 'contacted today').length;
            if (own.length > 0 ? own.length + worked !== this.most : worked < this.most) this.fault(row, `put off, but ${row.employee_id} has ${own.length} and ${worked}`);
            if (own.some(l => isAfter(urgency(l.row, l.account), mine))) this.fault(row, 'put off for one that is less urgent');
            this.same(row, 'until', textOf(company.today + 1));
        }
        const people = group(this.listed.filter(isToday).map(l => l.row), 'employee_id');
        for (const [person, rows] of people) if (rows.length > this.most) this.faults.push(`${person} has ${rows.length} customers`);
    }
}

const [, , dir, now, listFile, restFile, most] = process.argv;
const [list, rest] = [listFile, restFile].map(file => parse(fs.readFileSync(file, 'utf8')));
const company = new Company(dir, timeOf(now, false)), check = new Check(company, list, rest, most ? Number(most) : Infinity);
check.everybody();
check.listed.forEach(listed => check.row(listed));
check.law();
check.order();
check.resting();
check.number();
check.faults.slice(0, 20).forEach(fault => console.log(fault));
process.exitCode = check.faults.length ? 1 : 0;
