import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.nim",
    source: code`# Nim 1.6 or newer, standard library only.
${parserHeading(parsing, comment, "#")}
import std/[json, options, sequtils, strutils]

${fail}

${at}

${readers}

proc main() =
  var answer: JsonNode
  try:
    answer = parseJson(stdin.readAll)
  except JsonParsingError, ValueError:
    fail(4, "Standard input is not JSON: " & getCurrentExceptionMsg())
  ${variableLines(parsing.shape)}

main()`,
  },
];
