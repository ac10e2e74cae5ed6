// recompute.js FILE...: recomputes statements in Markdown from the figures that are printed on them, and from nothing
// else, as their readers would with a pocket calculator: exactly, and rounded where the statement says so. Each
// figure that is not what it should be is a line on stderr, and so is an amount that nothing on the page computes.
// The last line on stdout says how much was recomputed. A statement in Chinese is read by the sentences of the
// catalogue, po/zh_CN.po, each of which has an English one.
"use strict";
const fs = require("fs");
const path = require("path");

// Fractions.
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const frac = (n, d = 1n) => {
  if (d === 0n) return null;
  const g = gcd(n, d) || 1n, sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / g, d: (sign * d) / g };
};
const lift = (f) => (a, b) => (a === null || b === null ? null : f(a, b));
const add = lift((a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d));
const sub = lift((a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d));
const mul = lift((a, b) => frac(a.n * b.n, a.d * b.d));
const div = lift((a, b) => frac(a.n * b.d, a.d * b.n));
const sign = (a) => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0);
const compare = (a, b) => sign(sub(a, b));
const ZERO = frac(0n), HUNDRED = frac(100n);

// Half away from zero.
const round = (a, decimals) => {
  if (a === null) return null;
  const scale = 10n ** BigInt(decimals), positive = a.n < 0n ? -a.n : a.n;
  const whole = (2n * positive * scale + a.d) / (2n * a.d);
  return frac(a.n < 0n ? -whole : whole, scale);
};
const same = (a, b) => a !== null && b !== null && compare(a, b) === 0;
const show = (a) => (a === null ? "no value" : `${Number(a.n) / Number(a.d)}`);

const decimal = (text) => {
  const [, minus, whole, part = ""] = /^([-−]?)([0-9,]+)(?:\.([0-9]+))?$/.exec(text) || [];
  if (whole === undefined) return undefined;
  const n = BigInt(whole.replace(/,/g, "") + part);
  return frac(minus ? -n : n, 10n ** BigInt(part.length));
};
// A figure with its unit: "12.5 %", "3 hours", "no value"; undefined: a text.
const figure = (text) => {
  const plain = text.replace(/\*\*/g, "").trim();
  if (plain === "no value" || plain === "无数值") return null;
  const [, number, unit] = /^(\S+)(?: (%|hours|days|seconds|percentage points|小时|天|秒|个百分点))?$/.exec(plain) || [];
  const value = number === undefined ? undefined : decimal(number);
  return value && ["%", "percentage points", "个百分点"].includes(unit) ? div(value, HUNDRED) : value;
};

// Expressions: what the plan's have, in words and printed signs.
const CHINESE = { 有数值: "has a value", 无数值: "has no value", 且: "and", 或: "or", 非: "not" };
const tokens = (text) => {
  const list = [];
  const pattern = /\s*(?:(\u0001[0-9]+\u0001)|([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)( ?%(?! ?[0-9(\u0001]))?|('(?:[^']|'')*')|(has a value|has no value|有数值|无数值|and\b|or\b|not\b|且|或|非|[a-z_]+\()|([-−+×÷/()<>=≤≥≠,]))/uy;
  const clean = text.replace(/([0-9]) (?:(?:hours|days|seconds)\b|小时|天|秒)/g, "$1").replace(/（/g, "(").replace(/）/g, ")");
  for (let at = 0; at < clean.trimEnd().length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const m = pattern.exec(clean);
    if (!m) throw new Error(`"${clean.slice(at)}" is nothing that can be computed`);
    const value = m[2] && decimal(m[2].startsWith(".") ? "0" + m[2] : m[2]);
    if (m[1]) list.push({ name: Number(m[1].slice(1, -1)) });
    else if (m[2]) list.push({ value: m[3] ? div(value, HUNDRED) : value });
    else if (m[4]) list.push({ value: m[4].slice(1, -1) });
    else list.push({ op: CHINESE[m[5]] || m[5] || m[6] });
  }
  return list;
};
const functions = {
  "min(": (...a) => (a.includes(null) ? null : a.reduce((x, y) => (compare(x, y) < 0 ? x : y))),
  "max(": (...a) => (a.includes(null) ? null : a.reduce((x, y) => (compare(x, y) > 0 ? x : y))),
  "abs(": (a) => (a === null ? null : sign(a) < 0 ? sub(ZERO, a) : a),
  "floor(": (a) => (a === null ? null : frac((a.n - (((a.n % a.d) + a.d) % a.d)) / a.d)),
  "ceil(": (a) => (a === null ? null : sub(ZERO, functions["floor("](sub(ZERO, a)))),
  "round(": (a, b = ZERO) => round(a, Number(b.n)),
  "coalesce(": (...a) => a.find((x) => x !== null) ?? null,
};
const truth = (holds) => (holds === null ? null : frac(holds ? 1n : 0n));
const holds = (a) => a !== null && typeof a !== "string" && sign(a) !== 0;
const relate = {
  "=": (c) => c === 0, "≠": (c) => c !== 0, "<": (c) => c < 0, ">": (c) => c > 0, "≤": (c) => c <= 0, "≥": (c) => c >= 0,
};
const order = (a, b) => (typeof a === "string" || typeof b === "string" ? (a < b ? -1 : a > b ? 1 : 0) : compare(a, b));

// names: [title, value] of the list below an expression.
const evaluate = (text, names = []) => {
  const known = [...names.entries()].sort((a, b) => b[1][0].length - a[1][0].length);
  let marked = text;
  for (const [i, [title]] of known) marked = marked.split(title).join(`\u0001${i}\u0001`);
  const list = tokens(marked);
  let at = 0;
  const take = (...ops) => (at < list.length && ops.includes(list[at].op) ? list[at++].op : null);
  const atom = () => {
    const token = list[at++];
    if (!token) throw new Error(`"${text}" ends too early`);
    if (token.op === "(") {
      const value = either();
      if (!take(")")) throw new Error(`"${text}" lacks a )`);
      return value;
    }
    if (token.op === "-" || token.op === "−") return sub(ZERO, atom());
    if (functions[token.op]) {
      const values = [either()];
      while (take(",")) values.push(either());
      take(")");
      return functions[token.op](...values);
    }
    if (token.op) throw new Error(`"${text}": ${token.op} is not understood`);
    return token.name === undefined ? token.value : names[token.name][1];
  };
  const product = () => {
    let value = atom();
    for (let op; (op = take("×", "÷", "/"));) value = op === "×" ? mul(value, atom()) : div(value, atom());
    return value;
  };
  const sum = () => {
    let value = product();
    for (let op; (op = take("+", "-", "−"));) value = op === "+" ? add(value, product()) : sub(value, product());
    return value;
  };
  const relation = () => {
    const value = sum(), op = take("=", "≠", "<", ">", "≤", "≥");
    if (take("has a value")) return truth(value !== null);
    if (take("has no value")) return truth(value === null);
    if (!op) return value;
    const other = sum();
    return value === null || other === null ? null : truth(relate[op](order(value, other)));
  };
  const negation = () => (take("not") ? truth(!holds(negation())) : relation());
  const both = () => {
    let value = negation();
    while (take("and")) { const other = negation(); value = truth(holds(value) && holds(other)); }
    return value;
  };
  function either() {
    let value = both();
    while (take("or")) { const other = both(); value = truth(holds(value) || holds(other)); }
    return value;
  }
  const value = either();
  if (at < list.length) throw new Error(`"${text}" goes on`);
  return value;
};

// Sentences of the catalogue, as patterns of what is printed, those with most words first.
const catalogue = () => {
  const list = [], text = fs.readFileSync(path.join(__dirname, "../../po/zh_CN.po"), "utf8");
  const field = (block, name) => {
    const [, first, more = ""] = new RegExp(`^${name} (".*")((?:\n".*")*)$`, "m").exec(block) || [];
    return first && [first, ...more.split("\n").filter((l) => l)].map((l) => JSON.parse(l)).join("");
  };
  const place = /%(?:([0-9])\$)?(?:\.\*)?(?:lld|zu|[sdu])/g;
  for (const block of text.split("\n\n")) {
    // What names are called (pay/wording.c) is the same wherever it stands.
    if (!/^#: .*lib\/(?:statement|pay\/(?!wording)|sheet)\/?/m.test(block)) continue;
    const english = field(block, "msgid"), chinese = field(block, "msgstr(?:\\[0\\])?"), places = [];
    if (!english || !chinese || /\n|^%s (hours|days|seconds|percentage points)$/.test(english)) continue; // units: figure()
    const words = chinese.replace(place, "");
    let next = 0;
    const pattern = chinese.split(place).map((part, i) => (i % 2 ? (places.push(part ? part - 1 : next++), "(.*)")
      : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
    list.push({ pattern: new RegExp(`^${pattern}$`, "s"), places, english, size: words.length });
  }
  return list.sort((a, b) => b.size - a.size);
};
// Words that stand in the places of others; what else stands there, such as titles, is the plan's.
const NESTED = ["Correction for %s", "Carried over from %s", "Adjustment %s"];
const LABELS = ["Ranked by", "Paid on", "Rate", "Coefficient", "Your weight in it", "Total", "no value"];
const inEnglish = (sentences) => {
  const labels = sentences.filter((s) => LABELS.includes(s.english)).map((s) => [s.pattern.source.slice(1, -1), s.english]);
  const nested = sentences.filter((s) => NESTED.includes(s.english));
  const where = sentences.filter((s) => s.english.startsWith(" (team %s"));
  const put = ({ english, places }, found) => {
    const given = [];
    places.forEach((place, i) => { given[place] = found[i + 1]; });
    let next = 0;
    return english.replace(/%(?:\.\*)?(?:lld|zu|[sdu])/g, () => within(given[next++] ?? ""));
  };
  const within = (text) => {
    const label = labels.find(([chinese]) => text === chinese || text.startsWith(chinese + "（"));
    if (label) return label[1] + within(text.slice(label[0].length));
    const inner = nested.map((s) => [s, s.pattern.exec(text)]).find(([, m]) => m);
    if (inner) return put(...inner);
    const [, before, brackets] = /^(.*?)(（团队 .*）)$/s.exec(text) || [];
    const found = brackets && where.map((s) => [s, s.pattern.exec(brackets)]).find(([, m]) => m);
    return found ? before + put(...found) : text;
  };
  return {
    cell: within,
    sentence: (text) => {
      for (const sentence of sentences.filter((s) => !nested.includes(s))) {
        const found = sentence.pattern.exec(text);
        if (found) return put(sentence, found);
      }
      return text;
    },
  };
};
let chinese = null; // read once
const AS_IT_IS = { cell: (text) => text, sentence: (text) => text };

// A statement as headings, each with paragraphs, table rows and a tree of items.
const unescape = (text) => text.replace(/`/g, "").replace(/\\([\\*_[\]<>|#~])/g, "$1");
const parse = (text) => {
  const sections = [], read = /^# Bonus of /.test(text) ? AS_IT_IS : (chinese ??= inEnglish(catalogue()));
  for (const line of text.split("\n")) {
    const heading = /^(#+) (.*)$/.exec(line), item = /^( *)- (.*)$/.exec(line), row = /^\| (.*) \|$/.exec(line);
    const section = sections[sections.length - 1];
    if (heading) {
      sections.push({ level: heading[1].length, title: read.sentence(unescape(heading[2])), says: [], rows: [], items: [] });
    } else if (item) {
      let list = section.items;
      for (let depth = item[1].length / 2; depth > 0; depth--) list = list[list.length - 1].items;
      list.push({ text: read.sentence(unescape(item[2])), items: [] });
    } else if (row) {
      section.rows.push(row[1].split(/ \| /).map((cell) => read.cell(unescape(cell.trim()))));
    } else if (line && !line.startsWith("|-")) {
      section.says.push(read.sentence(line));
    }
  }
  return sections;
};
const FORMULA = "The value is ";
const names = (items) => items.filter((item) => !item.text.startsWith(FORMULA)).map(({ text }) => {
  const at = text.lastIndexOf(": "), value = figure(text.slice(at + 2));
  return [text.slice(0, at), value === undefined ? text.slice(at + 2) : value];
});

let checks = 0, failed = false;
const check = (file) => {
  const wrong = (words) => { failed = true; process.stderr.write(`${file}: ${words}\n`); };
  const expect = (is, words) => { checks++; if (!is) wrong(words); };
  const equal = (actual, printed, words) =>
    expect(same(actual, printed), `${words}: printed ${show(printed)}, computed ${show(actual)}`);

  // Values of metrics, with the formulas below them.
  const made = (items, value, words) => {
    const formula = items.find((i) => i.text.startsWith(FORMULA));
    if (!formula) return;
    const exact = evaluate(formula.text.slice(FORMULA.length, -1), names(formula.items));
    expect((value === null && exact === null) || same(round(exact, 6), value) || same(round(exact, 2), value),
      `${words}: printed ${show(value)}, its formula gives ${exact && show(exact)}`);
    walk(formula.items);
  };
  const walk = (items) => items.forEach((item) => {
    const [, title, worth] = /^(.*): ([^:]*)$/.exec(item.text) || [];
    const value = worth === undefined ? undefined : figure(worth);
    if (value === undefined) return;
    use(title, value);
    made(item.items, value, title);
  });

  // What names were worth, for the payments behind them: "title = value".
  const used = new Set();
  const use = (title, value) => value && typeof value !== "string" && used.add(`${title} = ${value.n}/${value.d}`);

  const score = (section) => {
    const [, said] = /\*\*(.*?)\*\*/.exec(section.says.find((s) => s.startsWith("Your score is")) || "") || [];
    if (said === undefined) return;
    const table = new Map(section.rows.slice(1).map((r) => [r[0], r]));
    const weights = [...table.values()].filter((r) => r[6]).reduce((a, r) => add(a, decimal(r[5])), ZERO);
    let sum = ZERO, isGiven = false, together = null;
    for (const { text, items } of section.items) {
      const given = /^Your score was given to cx by another program: (.*)\.$/.exec(text);
      if (given) { isGiven = true; equal(decimal(given[1]), decimal(said), "the score that was given"); continue; }
      const all = /^All points together: (.*)$/.exec(text);
      if (all) { together = decimal(all[1]); continue; }
      const title = [...table.keys()].filter((t) => text.startsWith(t + ":") || text.startsWith(t + ","))
        .sort((a, b) => b.length - a.length)[0];
      const row = table.get(title);
      if (!row) { wrong(`score: "${text}" is of no row`); continue; }
      const [, value, , attained, counts, weight, share, points] = row;
      const computed = /: ([^:]*?) = ([^=]*)$/.exec(text);
      if (computed) equal(round(evaluate(computed[1]), 6), figure(computed[2]), `score: ${title}`);
      if (computed) equal(figure(computed[2]), figure(attained), `score: ${title}, attained`);
      if (value !== "no value") made(items, figure(value), `score: ${title}`);
      const point = items.find((i) => i.text.startsWith("Points: "));
      expect(!point === !points, `score: ${title} has ${points ? "no item for its points" : "points, but not in the table"}`);
      if (!point) continue;
      const [, expression, shown] = /^Points: (.*) = (.*)$/.exec(point.text);
      const exact = evaluate(expression), bound = items.find((i) => /^(Capped|Raised): /.test(i.text));
      equal(round(exact, 4), decimal(shown), `score: points of ${title}`);
      equal(decimal(shown), decimal(points), `score: points of ${title} in the table`);
      equal(round(div(mul(HUNDRED, decimal(weight)), weights), 4), decimal(share), `score: share of ${title}`);
      const factor = bound ? figure(/ (\S+ %) counts\.$/.exec(bound.text)[1]) : null;
      if (bound) {
        const limits = bound.text.startsWith("Capped") ? compare(factor, figure(attained)) <= 0 : compare(factor, figure(attained)) >= 0;
        expect(limits && same(factor, figure(counts)), `score: ${title} is bounded by ${show(factor)}`);
      }
      const part = div(mul(exact, weights), mul(decimal(weight), HUNDRED)); // what the points are made with
      equal(bound ? part : round(part, 6), bound ? factor : figure(counts), `score: ${title} in its points`);
      sum = add(sum, exact);
    }
    equal(round(sum, 4), together, "score: all points");
    if (!isGiven) equal(together, decimal(said), "score");
  };

  // What was missing to a place or a condition.
  const missed = (section) => {
    let own = null;
    for (const { text, items } of section.items) {
      const ranked = /^Ranked by(?: \(.*?\))?: .* = ([^=]*)$/.exec(text);
      const edge = /^The last of those has (.*), which is (.*) more\.$/.exec(text);
      const unmet = /^Not met: .* It was (.*); it needs (?:at least|more than) (.*)\.$/.exec(text);
      const [, name, was] = /^Not met: (.*) [=≠<≤>≥] .*\. It was (.*?); it needs /.exec(text) || [];
      const missing = items.find((i) => i.text.startsWith("Still needed: "));
      if (name) use(name, figure(was));
      if (ranked) made(items, figure(ranked[1]), `${section.title}: ${text}`);
      own = ranked ? figure(ranked[1]) : own;
      if (edge) equal(sub(figure(edge[1]), own), figure(edge[2]), `${section.title}: ${text}`);
      if (unmet && missing) equal(sub(figure(unmet[2]), figure(unmet[1])), figure(missing.text.replace(/^Still needed: (?:more than )?/, "")), text);
    }
  };

  // One line of pay: whether something on the page computes its amount.
  const pay = (section, amount) => {
    const at = section.title;
    let isComputed = false, slices = null, basis = null, rate = null;
    const is = (value, words, shown = amount) => {
      equal(round(value, 2), amount, `${at}: ${words}`);
      equal(shown, amount, `${at}: ${words}, as it is shown`);
      isComputed = true;
    };
    // The figures that a product is made of are those that stand above it.
    const stands = (expression) => {
      const figures = expression.split(/[×÷/()−]/).map((f) => figure(f)).filter((f) => f);
      expect(!basis || figures.some((f) => same(f, basis)), `${at}: ${expression} is not of what it is paid on`);
      expect(!rate || figures.some((f) => same(f, rate)), `${at}: ${expression} has another rate`);
    };
    for (const { text, items } of section.items) {
      let m;
      if ((m = /^This holds: (.*)$/.exec(text))) {
        expect(holds(evaluate(m[1], names(items))), `${at}: ${m[1]} does not hold`);
        walk(items);
      } else if ((m = /^(Paid on|Rate|Coefficient|Your weight in it)(?: \(.*?\))?: (?:(.*) = )?([^=]*)$/.exec(text))) {
        const value = figure(m[3]);
        basis = m[1] === "Paid on" ? value : basis;
        rate = m[1] === "Rate" || m[1] === "Coefficient" ? value : rate;
        walk(items);
        made(items, value, at);
        if (!m[2]) continue;
        use(m[2], value);
        const own = names(items).length ? names(items) : [[m[2], value]];
        const exact = evaluate(m[2], own);
        expect(value === exact || same(round(exact, 6), value) || (m[1] === "Paid on" && same(round(exact, 2), value)),
          `${at}: ${text}, but it is ${show(exact)}`);
      } else if (/^Each part of it is paid/.test(text)) {
        slices = ZERO;
        for (const slice of items) {
          const part = /^from (\S+) to (\S+): (\S+) × (.*) = (\S+)$/.exec(slice.text), all = /^together (.*)$/.exec(slice.text);
          if (/^above \S+ no tier holds, so nothing is paid on it\.$/.test(slice.text)) continue;
          if (all) { equal(slices, decimal(all[1]), `${at}: slices together`); continue; }
          equal(sub(decimal(part[2]), decimal(part[1])), decimal(part[3]), `${at}: a slice's width`);
          equal(mul(decimal(part[3]), figure(part[4])), decimal(part[5]), `${at}: a slice`);
          slices = add(slices, decimal(part[5]));
        }
      } else if ((m = /^To the cent(?: × (.*))?: (.*)$/.exec(text))) {
        const whole = m[1] ? mul(slices, evaluate(m[1])) : slices;
        is(basis && sign(basis) < 0 ? sub(ZERO, whole) : whole, "to the cent", decimal(m[2]));
      } else if ((m = /^Over your posts together: (.*)$/.exec(text))) {
        basis = decimal(m[1]);
      } else if ((m = /^(\S+) more would have reached the next tier, from (\S+):/.exec(text))) {
        equal(round(add(basis, decimal(m[1])), 2), decimal(m[2]), `${at}: the next tier`);
      } else if ((m = /^It counts on these amounts, (\S+) together:$/.exec(text))) {
        basis = decimal(m[1]);
        equal(names(items).reduce((a, [, value]) => add(a, value), ZERO), basis, `${at}: what it counts on`);
      } else if ((m = /^There is no amount that it counts on, so it counts on (\S+)\.$/.exec(text))) {
        basis = decimal(m[1]);
        equal(basis, ZERO, `${at}: nothing to count on`);
      } else if ((m = /^The (?:most|least) that is paid: (?:(.*) = )?(.*)$/.exec(text))) {
        if (m[1]) equal(round(evaluate(m[1]), 2), decimal(m[2]), `${at}: its limit`);
      } else if ((m = /^(?:Taken off|Added|The pool|All of it is paid at the rate that it reaches): (.*) = (.*)$/.exec(text))) {
        stands(m[1]);
        if (!text.startsWith("The pool")) is(evaluate(m[1]), m[1], decimal(m[2]));
        else equal(round(evaluate(m[1]), 2), decimal(m[2]), `${at}: the pool`);
      } else if ((m = /^All weights together: (\S+), so your part is (.*), which is (\S+) where/.exec(text))) {
        equal(decimal(m[3]), amount, `${at}: the part`);
        const apart = sub(evaluate(m[2]), amount); // the parts are rounded so that they add up
        expect(compare(apart, frac(1n, 100n)) < 0 && compare(apart, frac(-1n, 100n)) > 0, `${at}: ${m[2]} is not ${show(amount)}`);
        isComputed = true;
      } else if ((m = /^A fixed amount: (.*)$/.exec(text))) {
        is(decimal(m[1]), "a fixed amount");
      } else if (/^There is no figure to pay on|^You are awarded|^No tier holds it/.test(text)) {
        is(ZERO, text);
      } else if (/^[-−(0-9]/.test(text) && (m = /^(.*[×−].*) = (\S+)$/.exec(text))) {
        stands(m[1]);
        is(evaluate(m[1]), m[1], decimal(m[2]));
      }
    }
    expect(isComputed, `${at}: nothing computes it`);
  };

  // What is no rule's: an adjustment is what the table has; what puts a month right is made of what is said below it;
  // what is carried over is what that month came to.
  const other = (section, amount, rows, lastMonth) => {
    const [, what] = /^(.*): [^:]*$/.exec(section.title);
    const row = rows.find((r) => section.title.startsWith(r[0] + ":"));
    equal(row ? decimal(row[1]) : null, amount, `${what}, in the table`);
    if (what.startsWith("Carried over from ")) {
      const [month, worth] = lastMonth || [];
      expect(month === what.slice("Carried over from ".length), `${what}: that month is not told`);
      equal(worth ?? null, amount, what);
      expect(sign(amount) < 0, `${what}: ${show(amount)} is not below zero`);
    }
    if (!what.startsWith("Correction for ")) return;
    let sum = ZERO, together = null;
    for (const { text, items } of section.items) {
      const all = /^Together: (.*)$/.exec(text);
      together = all ? decimal(all[1]) : together;
      for (const item of items) {
        const before = /^Less what was put right before: (.*)$/.exec(item.text), change = /: (\S+ − \S+) = (\S+)$/.exec(item.text);
        if (change) equal(evaluate(change[1]), decimal(change[2]), `${what}: ${item.text}`);
        sum = change ? add(sum, decimal(change[2])) : before ? sub(sum, decimal(before[1])) : null;
      }
    }
    equal(sum, together, `${what}, together`);
    equal(together, amount, what);
  };

  const sections = parse(fs.readFileSync(file, "utf8"));
  const first = sections[0], total = decimal(/^You are paid \*\*(.*?)\*\*/.exec(first.says[0])[1]);
  const rows = first.rows.slice(1), sum = rows.filter((r) => r[0] !== "Total").reduce((a, r) => add(a, decimal(r[1])), ZERO);
  const payments = [];
  let part = "", paid = ZERO;
  const [, month, worth] = sections.flatMap((s) => s.items.map((i) => /^The month before, (.*): (.*)$/.exec(i.text))).find((m) => m) || [];
  equal(sum, total, "the sum of the first table");
  equal(first.rows.slice(1).filter((r) => r[0] === "Total").reduce((a, r) => decimal(r[1]), null), total, "its last row");
  for (const section of sections) {
    if (section.level === 2) part = section.title;
    if (section.title.startsWith("Score in team ")) score(section);
    const [, amount] = /: (-?[0-9,]+\.[0-9]{2})$/.exec(section.title) || [];
    if (section.level === 3 && part === "How each amount came about") {
      paid = add(paid, decimal(amount));
      if (/^(Adjustment|Correction for|Carried over from) /.test(section.title))
        other(section, decimal(amount), rows, month && [month, decimal(worth)]);
      else pay(section, decimal(amount));
    }
    if (section.level === 3 && part === "The payments behind it") {
      const counted = section.rows.slice(1).filter((r) => r[1] !== "Total").reduce((a, r) => add(a, decimal(r[3])), ZERO);
      const [, title, worth] = /^(.*): ([^:]*)$/.exec(section.title), value = figure(worth);
      const last = section.rows.slice(1).find((r) => r[1] === "Total");
      equal(counted, value, section.title);
      equal(last && decimal(last[3]), value, `${section.title}, its total`);
      payments.push([title.replace(/ \(team .*\)$/, ""), value, section.title]);
    }
    if (section.level === 3 && part === "The violations and complaints behind it") {
      const rows = section.rows.slice(1), last = rows.find((r) => r[1] === "Total");
      const counted = rows.filter((r) => r[1] !== "Total").reduce((a, r) => add(a, decimal(r[r.length - 1])), ZERO);
      const [, title, worth] = /^(.*): ([^:]*)$/.exec(section.title), value = figure(worth);
      const [, without] = section.says.map((s) => /^Without these contacts it would be (.*)\.$/.exec(s)).find((m) => m) || [];
      equal(add(counted, without === undefined ? ZERO : figure(without)), value, section.title);
      equal(last && decimal(last[last.length - 1]), counted, `${section.title}, its total`);
      payments.push([title.replace(/ \(team .*\)$/, ""), value, section.title]);
    }
    missed(section);
  }
  for (const [title, value, heading] of payments)
    expect([...used].some((u) => u === `${title} = ${value.n}/${value.d}`), `${heading}: nothing is paid on that`);
  equal(paid, total, "the amounts that were explained, together");
};

for (const file of process.argv.slice(2)) {
  try {
    check(file);
  } catch (error) {
    failed = true;
    process.stderr.write(`${file}: ${error.message}\n`);
  }
}
process.stdout.write(`${process.argv.length - 2} statements, ${checks} figures\n`);
process.exit(failed ? 1 : 0);
