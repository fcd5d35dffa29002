import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, project } from "./layout.ts";
import { at, failureClass, readers } from "./readers.ts";

export const parser: ParserLayout = (parsing) => [
  { name: "main.vbproj", source: project },
  {
    name: "Program.vb",
    source: code`' .NET 8 or newer, as named in main.vbproj; nothing to install.
${parserHeading(parsing, comment, "'")}
Option Strict On
Imports System.Text
Imports System.Text.Json

Module Program
    Function Main() As Integer
        Console.OutputEncoding = New UTF8Encoding(False)
        Try
            Using input = Console.OpenStandardInput()
                ShowVariables(JsonDocument.Parse(input).RootElement)
            End Using
            Return 0
        Catch problem As JsonException
            Console.Error.WriteLine($"Standard input is not JSON: {problem.Message}")
            Return 4
        Catch failure As Failure
            Console.Error.WriteLine(failure.Message)
            Return failure.ExitCode
        End Try
    End Function

    ${at}

    ${readers(parsing.shape)}
End Module

${failureClass}`,
  },
];
