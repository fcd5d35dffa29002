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
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers["Authorization"] = "Bearer " + FromEnvironment(${literal(auth.environment)});`];
  if (auth.scheme === "basic")
    return [
      code`var credentials = FromEnvironment(${literal(auth.userEnvironment)}) + ":" + FromEnvironment(${literal(auth.passwordEnvironment)});`,
      ours('headers["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));'),
    ];
  const key = code`FromEnvironment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key};`];
  return [
    code`url += (url.Contains('?') ? "&" : "?") + Uri.EscapeDataString(${literal(auth.name)}) + "=" + Uri.EscapeDataString(${key});`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`Console.WriteLine(Encoding.UTF8.GetString(text));
return 0;`
    : code`if (status == 204) return 0;
JsonElement answer;
try
{
    answer = JsonDocument.Parse(text).RootElement;
}
catch (JsonException exception)
{
    throw new Failure(4, $"HTTP {status} with a body that is not JSON: {exception.Message}");
}
Console.WriteLine(Encoding.UTF8.GetString(text));
${variableLines(plan.response)}
return 0;`;

const path = (keys: readonly string[]): Source => joined([ours(""), ...keys.map(literal)], ", ");

export const at = code`// What stands at a path of the answer; null where it is missing.
static JsonElement? At(JsonElement value, params string[] path)
{
    foreach (var key in path)
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value)) return null;
    return value.ValueKind == JsonValueKind.Null ? null : value;
}`;

export const failureClass = code`class Failure(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}`;

/** Only a program that reads JSON has them. */
export const readers = code`// A value of the answer as the type expected there; null where it is missing. Another type ends the program.
static T? Read<T>(JsonElement answer, params string[] path)
{
    if (At(answer, path) is not { } value) return default;
    try
    {
        return value.Deserialize<T>();
    }
    catch (JsonException)
    {
        throw new Failure(4, $"Unexpected value at {string.Join('.', path)}: {value.GetRawText()}");
    }
}

static void Show(string label, object? value) => Console.WriteLine($"{label} = {JsonSerializer.Serialize(value)}");
`;

const fromEnvironment = code`static string FromEnvironment(string name) =>
    Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new Failure(2, $"Set {name} in the environment.");
`;

const headerLines = (plan: RequestPlan): Source =>
  plan.headers.length === 0
    ? code`var headers = new Dictionary<string, string>();`
    : code`var headers = new Dictionary<string, string>
{
    ${plan.headers.map(([name, value]) => code`[${literal(name)}] = ${literal(value)},`)}
};`;

const opening = (plan: RequestPlan): Source => code`// .NET 8 or newer, as named in main.csproj; nothing to install.
${heading(plan, "//")}
using System.Globalization;
using System.Text;
using System.Text.Json;

const int Attempts = ${attempts}; // only HTTP 429 is tried again
const int MaxWait = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const int Timeout = ${timeoutSeconds}; // seconds for a whole answer

Console.OutputEncoding = new UTF8Encoding(false);
try
{
    return await Run();
}
catch (Failure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}

${plan.auth.scheme === "none" ? [] : fromEnvironment}
static async Task<(int Status, string? RetryAfter, byte[] Text)> SendOnce(HttpClient client, Uri uri, Dictionary<string, string> headers, byte[]? body, Action<Uri> redirect)
{
    using var request = new HttpRequestMessage(new HttpMethod(${literal(plan.method)}), uri);
    if (body != null) request.Content = new ByteArrayContent(body);
    foreach (var (name, value) in headers)
        if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
    using var response = await client.SendAsync(request);
    var status = (int)response.StatusCode;
    var repeats = body == null ? status is 301 or 302 or 303 or 307 or 308 : status is 307 or 308;
    if (repeats && response.Headers.Location is { } location) redirect(new Uri(uri, location));
    var retryAfter = response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;
    return (status, retryAfter, await response.Content.ReadAsByteArrayAsync());
}`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`static string ErrorMessage(int status, byte[] text)
{
    string? code = null, message = null;
    try
    {
        var error = JsonDocument.Parse(text).RootElement;
        code = At(error${path(error.code)})?.ToString();
        message = At(error${path(error.message)})?.ToString();
    }
    catch (Exception exception) when (exception is JsonException or InvalidOperationException)
    {
        // The body below says what there is to say.
    }
    return $"HTTP {status}" + (code == null ? "" : $", code {code}") + $": {message ?? "refused"}\n{Encoding.UTF8.GetString(text)}";
}`,
);

const sending = (
  plan: RequestPlan,
): Source => code`// Follows redirects that repeat the request; the credential stays with its host.
static async Task<(int Status, string? RetryAfter, byte[] Text)> Send(HttpClient client, string url, Dictionary<string, string> headers, byte[]? body)
{
    try
    {
        // As written: .NET would decode some of the path.
        var uri = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var left = new Dictionary<string, string>(headers);
        for (var redirects = 0; redirects <= ${maxRedirects}; redirects++)
        {
            Uri? next = null;
            var answer = await SendOnce(client, uri, left, body, target => next = target);
            if (next == null) return answer;
            if (next.GetLeftPart(UriPartial.Authority) != uri.GetLeftPart(UriPartial.Authority)) left.Remove(${credentialHeader(plan.auth)});
            uri = new Uri(next.OriginalString, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        }
        throw new Failure(2, "No answer: too many redirects");
    }
    catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException or UriFormatException or NotSupportedException or InvalidOperationException)
    {
        throw new Failure(2, $"No answer: {exception.Message}");
    }
}

// Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
static double WaitSeconds(string? retryAfter, int attempt)
{
    if (double.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return seconds;
    return DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        ? Math.Max(0, (moment - DateTimeOffset.UtcNow).TotalSeconds)
        : Math.Pow(2, attempt);
}

${errorMessage(plan.error)}`;

const judging = (plan: RequestPlan): Source => code`${at}

${plan.response.kind === "text" ? [] : readers}
static async Task<int> Run()
{
    var address = Environment.GetEnvironmentVariable("API_BASE_URL") is { Length: > 0 } given ? given : ${literal(plan.baseUrl)};
    var url = address.TrimEnd('/') + ${literal(plan.target)};
    ${headerLines(plan)}
    ${credentialLines(plan.auth)}
    byte[]? body = ${plan.body === undefined ? ours("null") : code`Encoding.UTF8.GetBytes(${literal(plan.body)})`};
    using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
    using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(Timeout) };
    var (status, retryAfter, text) = await Send(client, url, headers, body);
    for (var attempt = 0; status == 429 && attempt < Attempts - 1; attempt++)
    {
        var wait = WaitSeconds(retryAfter, attempt);
        if (wait > MaxWait) break;
        Console.Error.WriteLine($"HTTP 429: trying again in {Math.Ceiling(wait)} s");
        await Task.Delay(TimeSpan.FromSeconds(wait));
        (status, retryAfter, text) = await Send(client, url, headers, body);
    }
    if (status is < 200 or > 299) throw new Failure(3, ErrorMessage(status, text));
    ${answerLines(plan)}
}

${failureClass}`;

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan), judging(plan)], "\n\n");

export const project = ours(`<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>

</Project>`);

interface File {
  readonly name: string;
  readonly source: Source;
}

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "main.csproj", source: project },
  { name: "Program.cs", source: source(plan) },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "main.csproj", source: project },
  {
    name: "Program.cs",
    source: code`using System.Text;

using var output = Console.OpenStandardOutput();
foreach (var text in Texts.All) output.Write(Encoding.UTF8.GetBytes(text + "\u001e"));

static class Texts
{
    public static readonly string[] All =
    [
        ${texts.map((text) => code`${text},`)}
    ];
}
`,
  },
];
