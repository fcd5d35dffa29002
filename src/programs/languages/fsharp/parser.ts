import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, failure, project, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  { name: "main.fsproj", source: project },
  {
    name: "Program.fs",
    source: code`// .NET 8 or newer, as named in main.fsproj; nothing to install.
${parserHeading(parsing, comment, "//")}
open System
open System.Text
open System.Text.Json

${failure}

${at}

${readers}

let run (answer: JsonElement) =
    ${variableLines(parsing.shape)}

Console.OutputEncoding <- UTF8Encoding false

try
    use input = Console.OpenStandardInput()
    run (JsonDocument.Parse input).RootElement
with
| :? JsonException as problem ->
    eprintfn "Standard input is not JSON: %s" problem.Message
    exit 4
| Failure(exitCode, message) ->
    eprintfn "%s" message
    exit exitCode`,
  },
];
