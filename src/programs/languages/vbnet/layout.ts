import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { at, failureClass, readers } from "./readers.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "'");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers("Authorization") = "Bearer " & FromEnvironment(${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`Dim credentials = FromEnvironment(${literal(auth.userEnvironment)}) & ":" & FromEnvironment(${literal(auth.passwordEnvironment)})`,
      ours('headers("Authorization") = "Basic " & Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))'),
    ];
  const key = code`FromEnvironment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers(${literal(auth.name)}) = ${key}`];
  return [
    code`url &= If(url.Contains("?"c), "&", "?") & Uri.EscapeDataString(${literal(auth.name)}) & "=" & Uri.EscapeDataString(${key})`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const headerLines = ({ headers }: RequestPlan): Source =>
  headers.length === 0
    ? code`Dim headers As New Dictionary(Of String, String)`
    : code`Dim headers As New Dictionary(Of String, String) From {
    ${joined(
      headers.map(([name, value]) => code`{${literal(name)}, ${literal(value)}}`),
      ",\n",
    )}
}`;

const path = (keys: readonly string[]): Source => joined([ours(""), ...keys.map(literal)], ", ");

const fromEnvironment = code`Function FromEnvironment(name As String) As String
    Dim value = Environment.GetEnvironmentVariable(name)
    If String.IsNullOrEmpty(value) Then Throw New Failure(2, $"Set {name} in the environment.")
    Return value
End Function`;

/** What sends the requests of a program. */
export interface Client {
  /** A comment that says what is needed. */
  readonly needs: Source;
  readonly imports: readonly Source[];
  /** What stands in the module beside the limits. */
  readonly field: Source;
  /** What is done first. */
  readonly begin?: Source;
  /** `Function SendOnce(address As Uri, headers As Dictionary(Of String, String)) As Answer` */
  readonly sendOnce: Source;
}

/** What every program imports, and a client's own. */
export const imports = (more: readonly string[]): readonly Source[] =>
  ["System.Globalization", "System.Text", "System.Text.Json", "System.Threading", ...more]
    .toSorted()
    .map((name) => ours(`Imports ${name}`));

const opening = (plan: RequestPlan, client: Client): Source => code`${client.needs}
${heading(plan, "'")}
Option Strict On
${client.imports}

Module Program
    Const Attempts = ${attempts} ' only HTTP 429 is tried again
    Const MaxWait = ${maxWaitSeconds} ' seconds; a longer Retry-After is not waited for
    Const Timeout = ${timeoutSeconds} ' seconds for a whole answer
    Const MaxRedirects = ${maxRedirects}

    ${client.field}
    Function Main() As Integer
        Console.OutputEncoding = New UTF8Encoding(False)
        Try
            ${client.begin ?? []}
            Run()
            Return 0
        Catch failure As Failure
            Console.Error.WriteLine(failure.Message)
            Return failure.ExitCode
        End Try
    End Function`;

const sendOnce = (
  plan: RequestPlan,
): Source => code`Function SendOnce(address As Uri, headers As Dictionary(Of String, String)) As Answer
    Using request As New HttpRequestMessage(New HttpMethod(${literal(plan.method)}), address)
        ${plan.body === undefined ? [] : code`request.Content = New ByteArrayContent(Encoding.UTF8.GetBytes(${literal(plan.body)}))`}
        For Each header In headers
            If Not request.Headers.TryAddWithoutValidation(header.Key, header.Value) Then
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value)
            End If
        Next
        Using response = Client.Send(request), reader As New StreamReader(response.Content.ReadAsStream())
            Dim status = CInt(response.StatusCode), location = response.Headers.Location
            Dim repeats = {${ours(plan.body === undefined ? "301, 302, 303, 307, 308" : "307, 308")}}.Contains(status) AndAlso location IsNot Nothing
            Dim waits As IEnumerable(Of String) = Nothing
            response.Headers.TryGetValues("Retry-After", waits)
            Return New Answer With {
                .Status = status,
                .RetryAfter = waits?.FirstOrDefault(),
                .Redirect = If(repeats, New Uri(address, location), Nothing),
                .Text = reader.ReadToEnd()
            }
        End Using
    End Using
End Function`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`Function ErrorMessage(answer As Answer) As String
    Dim code As String = Nothing, message As String = Nothing
    Try
        Dim body = JsonDocument.Parse(answer.Text).RootElement
        code = At(body${path(error.code)})?.ToString()
        message = At(body${path(error.message)})?.ToString()
    Catch problem As Exception When TypeOf problem Is JsonException OrElse TypeOf problem Is InvalidOperationException
        ' The body below says what there is to say.
    End Try
    Return $"HTTP {answer.Status}" & If(code Is Nothing, "", $", code {code}") & $": {If(message, "refused")}" & vbLf & answer.Text
End Function`,
);

const sending = (plan: RequestPlan): Source => code`' .NET would decode some of the path.
Function AsWritten(url As String) As Uri
    Return New Uri(url, New UriCreationOptions With {.DangerousDisablePathAndQueryCanonicalization = True})
End Function

' Follows redirects that repeat the request; the credential stays with its host.
Function Send(url As String, headers As Dictionary(Of String, String)) As Answer
    Try
        Dim address = AsWritten(url), left As New Dictionary(Of String, String)(headers)
        For redirects = 0 To MaxRedirects
            Dim answer = SendOnce(address, left)
            If answer.Redirect Is Nothing Then Return answer
            Dim isSameHost = answer.Redirect.GetLeftPart(UriPartial.Authority) = address.GetLeftPart(UriPartial.Authority)
            If Not isSameHost Then left.Remove(${credentialHeader(plan.auth)})
            address = AsWritten(answer.Redirect.OriginalString)
        Next
        Throw New Failure(2, "No answer: too many redirects")
    Catch problem As Exception When TypeOf problem IsNot Failure
        Throw New Failure(2, $"No answer: {problem.Message}")
    End Try
End Function

' Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
Function WaitSeconds(retryAfter As String, attempt As Integer) As Double
    Dim seconds As Double, moment As DateTimeOffset
    If Double.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, seconds) Then Return seconds
    If DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, moment) Then
        Return Math.Max(0, (moment - DateTimeOffset.UtcNow).TotalSeconds)
    End If
    Return 2 ^ attempt
End Function

${errorMessage(plan.error)}

${at}`;

const parse = code`Function Parse(answer As Answer) As JsonElement
    Try
        Return JsonDocument.Parse(answer.Text).RootElement
    Catch problem As JsonException
        Throw New Failure(4, $"HTTP {answer.Status} with a body that is not JSON: {problem.Message}")
    End Try
End Function`;

const showing = code`If answer.Status = 204 Then Return
Dim root = Parse(answer)
Console.WriteLine(answer.Text)
ShowVariables(root)`;

const run = (plan: RequestPlan): Source => code`Sub Run()
    Dim address = Environment.GetEnvironmentVariable("API_BASE_URL")
    If String.IsNullOrEmpty(address) Then address = ${literal(plan.baseUrl)}
    Dim url = address.TrimEnd("/"c) & ${literal(plan.target)}
    ${headerLines(plan)}
    ${credentialLines(plan.auth)}
    Dim answer = Send(url, headers)
    For attempt = 0 To Attempts - 2
        Dim wait = WaitSeconds(answer.RetryAfter, attempt)
        If answer.Status <> 429 OrElse wait > MaxWait Then Exit For
        Console.Error.WriteLine($"HTTP 429: trying again in {Math.Ceiling(wait)} s")
        Thread.Sleep(TimeSpan.FromSeconds(wait))
        answer = Send(url, headers)
    Next
    If answer.Status < 200 OrElse answer.Status > 299 Then Throw New Failure(3, ErrorMessage(answer))
    ${plan.response.kind === "text" ? ours("Console.WriteLine(answer.Text)") : showing}
End Sub`;

const closing = code`End Module

Structure Answer
    Public Status As Integer
    Public RetryAfter As String
    Public Redirect As Uri
    Public Text As String
End Structure

${failureClass}`;

const clientImports = imports(["System.IO", "System.Net.Http"]);

const httpClient = (plan: RequestPlan): Client => ({
  needs: ours("' .NET 8 or newer, as named in main.vbproj; nothing to install."),
  imports: clientImports,
  field: code`ReadOnly Client As New HttpClient(New HttpClientHandler With {.AllowAutoRedirect = False, .UseCookies = False}) With {
    .Timeout = TimeSpan.FromSeconds(Timeout)
}
`,
  sendOnce: sendOnce(plan),
});

/** The whole file. */
export const programWith = (plan: RequestPlan, client: Client): Source => {
  const members = [
    ...(plan.auth.scheme === "none" ? [] : [fromEnvironment]),
    client.sendOnce,
    sending(plan),
    ...(plan.response.kind === "text" ? [] : [readers(plan.response), parse]),
    run(plan),
  ];
  return code`${opening(plan, client)}

    ${joined(members, "\n\n")}
${closing}`;
};

export const project = ours(`<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>

</Project>`);

interface File {
  readonly name: string;
  readonly source: Source;
}

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "main.vbproj", source: project },
  { name: "Program.vb", source: programWith(plan, httpClient(plan)) },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "main.vbproj", source: project },
  {
    name: "Program.vb",
    source: code`Option Strict On
Imports System.Text

Module Program
    ReadOnly Texts As String() = {
        ${ours(texts.map(({ text }) => text).join(",\n"))}
    }

    Sub Main()
        Using output = Console.OpenStandardOutput()
            For Each literal In Texts
                output.Write(Encoding.UTF8.GetBytes(literal & ChrW(30)))
            Next
        End Using
    End Sub
End Module`,
  },
];
