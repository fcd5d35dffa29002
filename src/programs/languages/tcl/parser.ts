import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.tcl",
    source: code`# Tcl 8.6 with tDOM: tclsh -encoding utf-8 main.tcl
${parserHeading(parsing, comment, "#")}
package require Tcl 8.6.2
package require tdom

${fail}

${at}

${readers}

fconfigure stdin -encoding utf-8
if {[catch {parse [read stdin]} answer]} {fail 4 "Standard input is not JSON: $answer"}
${variableLines(parsing.shape)}`,
  },
];
