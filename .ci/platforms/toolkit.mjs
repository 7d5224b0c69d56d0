// Whether our workflow commands are, byte for byte, those of GitHub's own toolkit:
// toolkit.mjs REPORT.json REPORT.github
import { readFileSync } from "node:fs";
import * as core from "@actions/core";

const [json, ours] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const named = { error: core.error, warning: core.warning };
const written = [];
process.stdout.write = (text) => written.push(text);
for (const f of JSON.parse(json).findings) {
  if (f.severity === "note") continue; // not shown unless asked for
  const related = f.related.map((r) => `\nwith ${r.file}:${r.line}: ${r.message}`).join("");
  const fix = f.fix ? `\n${f.fix.safe ? "fix" : "fix (unsafe)"}: ${f.fix.summary}` : "";
  const whole = f.line === 1 && f.column === 1 && f.end_column === 1;
  const place = whole ? {} : { endLine: f.end_line, startColumn: f.column, endColumn: f.end_column };
  const title = f.certainty === "possible" ? `${f.rule} (possible)` : f.rule;
  named[f.severity](f.message + related + fix, { title, file: f.file, startLine: f.line, ...place });
}
const lines = ours.split("\n").filter((line) => line.startsWith("::") && !/::and [0-9]+ /.test(line));
const theirs = new Set(written.join("").split("\n"));
const strange = lines.filter((line) => !theirs.has(line));
if (lines.length === 0 || strange.length > 0) {
  console.error(`not as the toolkit writes it:\n${strange.join("\n")}`);
  process.exit(1);
}
