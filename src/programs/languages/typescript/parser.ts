import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment } from "../javascript/layout.ts";
import { ending } from "../javascript/main-part.ts";
import { answerTypes, printLines } from "./answer.ts";
import { at, failureClass, project } from "./layout.ts";
import { readers } from "./readers.ts";

export const parser: ParserLayout = (parsing) =>
  project(code`// Node.js 22.18 or newer runs this as it is; \`npm install\` brings tsc and checks the types.
${parserHeading(parsing, comment, "//")}
import { readFileSync } from "node:fs";

${failureClass}

${at}

${readers(parsing.shape)}

${answerTypes(parsing.shape)}

const main = (): void => {
  let json: unknown;
  try {
    json = parse(readFileSync(0, "utf8"));
  } catch (error) {
    throw new Failure(4, \`Standard input is not JSON: \${error}\`);
  }
  ${printLines(parsing.shape)}
};

${ending}`);
