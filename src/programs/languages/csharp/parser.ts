import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, failureClass, project, readers } from "./layout.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  { name: "main.csproj", source: project },
  {
    name: "Program.cs",
    source: code`// .NET 8 or newer, as named in main.csproj; nothing to install.
${parserHeading(parsing, comment, "//")}
using System.Text;
using System.Text.Json;

Console.OutputEncoding = new UTF8Encoding(false);
try
{
    using var input = Console.OpenStandardInput();
    ReadAnswer(JsonDocument.Parse(input).RootElement);
    return 0;
}
catch (JsonException exception)
{
    Console.Error.WriteLine($"Standard input is not JSON: {exception.Message}");
    return 4;
}
catch (Failure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}

${at}

${readers}
static void ReadAnswer(JsonElement answer)
{
    ${variableLines(parsing.shape)}
}

${failureClass}`,
  },
];
