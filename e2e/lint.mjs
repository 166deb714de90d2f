// Lints a Containerfile: prints a line for each thing that is wrong.
import { readFileSync } from "node:fs";
import { validate } from "dockerfile-utils";

for (const d of validate(readFileSync(process.argv[2], "utf8"))) {
  console.log(`${d.range.start.line + 1}: ${d.message}`);
}
