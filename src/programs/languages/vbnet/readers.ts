import { onceFor } from "../../once-for.ts";
import type { ResponseShape } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { variableLines } from "./variables.ts";

export const failureClass = ours(`Class Failure
    Inherits Exception

    Public ReadOnly ExitCode As Integer

    Sub New(exitCode As Integer, message As String)
        MyBase.New(message)
        Me.ExitCode = exitCode
    End Sub
End Class`);

export const at = code`' What stands at a path of the answer; Nothing where it is missing.
Function At(value As JsonElement, ParamArray path As String()) As JsonElement?
    For Each key In path
        If value.ValueKind <> JsonValueKind.Object OrElse Not value.TryGetProperty(key, value) Then Return Nothing
    Next
    If value.ValueKind = JsonValueKind.Null Then Return Nothing
    Return value
End Function`;

/** Only a program that reads JSON has them. */
export const readers = onceFor(
  (
    shape: ResponseShape,
  ): Source => code`' A value of the answer as the type expected there; Nothing where it is missing. Another type ends the program.
Function Read(Of T)(answer As JsonElement, ParamArray path As String()) As T
    Dim value = At(answer, path)
    If value Is Nothing Then Return Nothing
    Try
        Return value.Value.Deserialize(Of T)()
    Catch problem As JsonException
        Throw New Failure(4, $"Unexpected value at {String.Join("."c, path)}: {value.Value.GetRawText()}")
    End Try
End Function

Sub Show(label As String, value As Object)
    Console.WriteLine($"{label} = {JsonSerializer.Serialize(value)}")
End Sub

Sub ShowVariables(answer As JsonElement)
    ${variableLines(shape)}
End Sub`,
);
