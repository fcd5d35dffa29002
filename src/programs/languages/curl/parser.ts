import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, reader } from "./script.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.sh",
    source: code`#!/usr/bin/env bash
# bash 4.4, jq 1.6, or newer.
${parserHeading(parsing, comment, "#")}
set -euo pipefail

${reader}
# One value and nothing else; jq would take several, or none.
answer=$(jq --compact-output --exit-status --slurp 'if length == 1 then .[0] else error("not one value") end') || {
  echo "Standard input is not JSON." >&2
  exit 4
}
${variableLines(parsing.shape)}`,
  },
];
