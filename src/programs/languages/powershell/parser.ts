import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment } from "./layout.ts";
import { quit, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.ps1",
    source: code`#!/usr/bin/env pwsh
#Requires -Version 7.5
${parserHeading(parsing, comment, "#")}

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)

${quit}

${readers}

$text = [IO.StreamReader]::new([Console]::OpenStandardInput(), [Text.UTF8Encoding]::new($false)).ReadToEnd()
$answer = ConvertFrom-Answer $text
if ($null -eq $answer -and $text.Trim() -ne 'null') { Stop-Program 4 'Standard input is not JSON' }
${variableLines(parsing.shape)}`,
  },
];
