// terminal.js COLUMNS FILE...: screens that tmux captured, with their colours, as one page on stdout.
"use strict";
const fs = require("fs");
const path = require("path");

const [columns, ...files] = process.argv.slice(2);
const escape = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const styles = { 1: "font-weight:bold", 31: "color:#f77", 33: "color:#fc6" };

const page = (text) => text.split(/\x1b\[([0-9;]*)m/).map((part, i) => {
  if (i % 2 === 0) return escape(part);
  const style = part.split(";").map((code) => styles[code]).filter(Boolean).join(";");
  return `</span><span style="${style}">`;
}).join("");

process.stdout.write(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${columns} columns</title>
<style>body{background:#111;color:#eee}pre{font:14px/1.3 "WenQuanYi Zen Hei Mono","Noto Sans Mono CJK SC",monospace;width:${columns}ch;border-right:1px solid #555}</style>
</head><body>
${files.map((file) => `<h2>${escape(path.basename(file, ".ansi"))}</h2>\n<pre><span>${page(fs.readFileSync(file, "utf8").trimEnd())}</span></pre>`).join("\n")}
</body></html>
`);
