import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.R",
    source: code`# R 4.1 or newer with jsonlite.
${parserHeading(parsing, comment, "#")}
suppressPackageStartupMessages(library(jsonlite))

${fail}

${at}

${readers}

text <- paste(readLines(file("stdin", encoding = "UTF-8"), warn = FALSE), collapse = "\n")
answer <- tryCatch(
  parse_json(text, simplifyVector = FALSE),
  error = function(problem) fail(4, "Standard input is not JSON: ", conditionMessage(problem))
)
${variableLines(parsing.shape)}`,
  },
];
