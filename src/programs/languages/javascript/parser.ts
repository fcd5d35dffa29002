import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { failureClass } from "./failures.ts";
import { comment } from "./layout.ts";
import { ending } from "./main-part.ts";
import { readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.mjs",
    source: code`// Node.js 22 or newer; nothing to install.
${parserHeading(parsing, comment, "//")}
import { readFileSync } from "node:fs";

${failureClass}

${readers(parsing.shape, "exact")}

const main = () => {
  let answer;
  try {
    answer = parse(readFileSync(0, "utf8"));
  } catch (error) {
    throw new Failure(4, \`Standard input is not JSON: \${error.message}\`);
  }
  ${variableLines(parsing.shape)}
};

${ending}`,
  },
];
