// dashboard.js PAGE FOLDER [statement]: opens a dashboard, or a statement, in headless Chromium and looks at it: by day and night, on a phone,
// on paper. Each fault is a line on stderr. Pictures and the PDF go to FOLDER. Drives Chromium by its own
// protocol over a pipe, so that nothing but Chromium and Node is needed.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");

const [page, folder] = process.argv.slice(2, 4).map((p) => path.resolve(p));
const isStatement = process.argv[4] === "statement";
const isPlain = process.argv[4] === "plain"; // a plan of few metrics
const faults = [];
const expect = (holds, words) => holds || faults.push(words);

function start() {
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--hide-scrollbars",
    "--disable-dev-shm-usage", "--no-first-run", `--user-data-dir=${path.join(folder, "profile")}`];
  const chromium = spawn(process.env.CHROMIUM || "chromium", flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map();
  const listeners = [];
  let last = 0, text = "";
  chromium.stdio[4].on("data", (bytes) => {
    text += bytes.toString("utf8");
    for (let end; (end = text.indexOf("\0")) >= 0; text = text.slice(end + 1)) {
      const message = JSON.parse(text.slice(0, end));
      if (message.id) {
        const { resolve, reject } = waiting.get(message.id);
        waiting.delete(message.id);
        message.error ? reject(new Error(message.error.message)) : resolve(message.result);
      } else {
        listeners.forEach((listen) => listen(message));
      }
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    chromium.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });
  return { chromium, send, listeners };
}

// What is run in the page.
const drawn = () => {
  const box = (e) => e.getBoundingClientRect();
  const charts = [...document.querySelectorAll("figure")];
  return {
    charts: charts.length,
    empty: charts.filter((f) => ![...f.querySelectorAll("rect,path:not(.grid)")].some((e) => box(e).width > 1)).length,
    withoutTable: charts.filter((f) => !f.parentElement.querySelector("table tbody tr")).length,
    tiles: document.querySelectorAll(".tile .v").length,
    scripts: document.querySelectorAll("script").length,
    width: document.documentElement.scrollWidth,
    window: window.innerWidth,
    lang: document.documentElement.lang,
    long: (document.body.innerText.match(/[0-9]\.[0-9]{5,}/g) || []),
    cut: [...document.querySelectorAll("td,th,.tile,h1,h2,p")].filter((e) => e.checkVisibility() && getComputedStyle(e).overflowX !== "visible" &&
      e.scrollWidth > e.clientWidth + 1).length,
    titles: [...document.querySelectorAll("h2")].map((e) => e.textContent),
  };
};
// Texts that are too faint for their background (WCAG: 4.5 to 1).
const faint = () => {
  const parse = (c) => c.match(/[0-9.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((x) => x / 255).map((x) => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4))
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) &&
    !e.closest("svg") && e.checkVisibility()).map((e) => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent.slice(0, 30)];
  }).filter(([contrast]) => contrast < 4.5).map(([contrast, text]) => `${contrast.toFixed(1)} ${text}`);
};
const drill = () => {
  const teams = [...document.querySelectorAll("details.who")];
  const rows = teams[1].querySelectorAll("tbody tr");
  const hidden = rows[0].checkVisibility();
  teams[1].querySelector("summary").click();
  return { teams: teams.length, people: rows.length, before: hidden, after: rows[0].checkVisibility() };
};
// Links without a place, and whether what the first link to a person leads to is seen only once it is followed.
const follow = () => {
  const links = [...document.querySelectorAll("td a")];
  const place = (a) => document.getElementById(a.getAttribute("href").slice(1));
  const first = links.find((a) => a.getAttribute("href").startsWith("#person-"));
  if (!first) return { links: links.length };
  const inner = place(first)?.querySelector("td,.note");
  const before = inner?.checkVisibility();
  first.click();
  return { links: links.length, lost: links.filter((a) => !place(a)).map((a) => a.outerHTML), before };
};
const followed = () => {
  const at = document.querySelector(":target");
  return { seen: at?.querySelector("td,.note")?.checkVisibility(), closed: at?.closest("details:not([open])") !== null,
    rows: at?.querySelectorAll("tbody tr").length };
};

// The edges of the first table that has room enough; nothing shades them, which they do where a table can be moved.
const edges = () => {
  const table = [...document.querySelectorAll(".scroll")].find((e) => e.checkVisibility() && e.scrollWidth <= e.clientWidth);
  if (!table) return [];
  const box = table.getBoundingClientRect();
  return [box.left, box.right - 16].map((x) => ({ x: x + scrollX, y: box.top + scrollY, width: 16, height: box.height, scale: 1 }));
};
const plain = () => document.querySelectorAll(".scroll").forEach((e) => { e.style.background = "none"; });
const restored = () => document.querySelectorAll(".scroll").forEach((e) => { e.style.background = ""; });

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const { chromium, send, listeners } = start();
  const requests = [], said = [];
  const timer = setTimeout(() => { chromium.kill("SIGKILL"); console.error("Chromium didn't answer"); process.exit(1); }, 90000);
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const run = async (f) => (await call("Runtime.evaluate", { expression: `(${f})()`, returnByValue: true })).result.value;
  const picture = async (name, whole) => {
    const { data } = await call("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    fs.writeFileSync(path.join(folder, name), Buffer.from(data, "base64"));
  };
  const show = async (width, height, scheme) => {
    await call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await call("Emulation.setEmulatedMedia", { media: "", features: [{ name: "prefers-color-scheme", value: scheme }] });
  };
  const unshaded = async (when) => {
    const clips = await run(edges);
    const shots = async () => {
      const taken = [];
      for (const clip of clips) taken.push((await call("Page.captureScreenshot", { format: "png", clip, captureBeyondViewport: true })).data);
      return taken;
    };
    const before = await shots();
    await run(plain);
    const after = await shots();
    await run(restored);
    expect(clips.length === 2, "no table has room enough");
    expect(before.every((shot, i) => shot === after[i]), `${when} the edges of a table that has room enough are shaded`);
  };
  listeners.push((m) => {
    if (m.method === "Network.requestWillBeSent") requests.push(m.params.request.url);
    if (m.method === "Runtime.consoleAPICalled" || m.method === "Runtime.exceptionThrown") said.push(m.method);
    if (m.method === "Log.entryAdded") said.push(m.params.entry.text);
  });
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await call(`${domain}.enable`);
  await show(1440, 900, "light");
  const loaded = new Promise((resolve) => listeners.push((m) => m.method === "Page.loadEventFired" && resolve()));
  await call("Page.navigate", { url: `file://${page}` });
  await loaded;

  const seen = await run(drawn);
  if (!isStatement) expect(seen.charts >= (isPlain ? 3 : 4), `${seen.charts} charts`);
  expect(seen.lang === "en" || seen.lang === "zh-CN", `lang is "${seen.lang}"`);
  if (!isStatement) expect(seen.long.length === 0, `figures with more decimals than people read: ${seen.long.join(" ")}`);
  expect(seen.cut === 0, `${seen.cut} texts are cut`);
  const day = await run(faint);
  expect(day.length === 0, `too faint by day: ${day.join("; ")}`);
  expect(seen.empty === 0, `${seen.empty} charts are empty`);
  expect(seen.withoutTable === 0, `${seen.withoutTable} charts have no table`);
  if (!isStatement) expect(seen.tiles >= (isPlain ? 4 : 5), `${seen.tiles} tiles`);
  expect(seen.scripts === 0, "there are scripts");
  expect(seen.width <= seen.window, `the page is ${seen.width} wide in a window of ${seen.window}`);
  await picture("day.png", true);
  await unshaded("by day");
  if (!isStatement) {
    const opened = await run(drill);
    expect(opened.teams >= 2 && opened.people >= 1, `${opened.teams} teams, ${opened.people} people`);
    expect(!opened.before && opened.after, "a click does not open a team");
    const led = await run(follow);
    expect(led.links > 0 && led.lost?.length === 0, `${led.links} links, of which these lead nowhere: ${led.lost}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const there = await run(followed);
    expect(!led.before && there.seen && !there.closed && there.rows > 0, `a link to a person does not open what it leads to: ${JSON.stringify(there)}`);
    await picture("person.png", false);
  }
  await show(1440, 900, "dark");
  const night = await run(faint);
  expect(night.length === 0, `too faint by night: ${night.join("; ")}`);
  await picture("night.png", true);
  await unshaded("by night");
  await show(390, 844, "light");
  const phone = await run(drawn);
  expect(phone.width <= 390, `on a phone the page is ${phone.width} wide`);
  expect(phone.empty === 0, `on a phone ${phone.empty} charts are empty`);
  await picture("phone.png", true);

  await show(1440, 900, "light");
  const { data } = await call("Page.printToPDF", { printBackground: false, paperWidth: 8.27, paperHeight: 11.69 });
  fs.writeFileSync(path.join(folder, "paper.pdf"), Buffer.from(data, "base64"));
  const outside = requests.filter((url) => url !== `file://${page}`);
  expect(outside.length === 0, `requests: ${outside.join(" ")}`);
  expect(said.length === 0, `the console: ${said.join(" ")}`);
  clearTimeout(timer);
  await send("Browser.close").catch(() => {});
  await new Promise((resolve) => { chromium.on("exit", resolve); if (chromium.exitCode !== null) resolve(); });
  fs.rmSync(path.join(folder, "profile"), { recursive: true, force: true });
  console.log(JSON.stringify(seen.titles));
  faults.forEach((words) => console.error(words));
  process.exit(faults.length ? 1 : 0);
}
main().catch((error) => { console.error(String(error)); process.exit(1); });
