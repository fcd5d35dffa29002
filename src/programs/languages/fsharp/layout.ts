import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { at, failure, project, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const environment = code`let environment name =
    match Environment.GetEnvironmentVariable name with
    | null
    | "" -> fail 2 $"Set {name} in the environment."
    | value -> value
`;

const credentialHeader = credentialHeaderBy(literal);

/** The credential as one more header. */
const credentialItem = (auth: Auth): readonly Source[] => {
  if (auth.scheme === "none" || (auth.scheme === "apiKey" && auth.in === "query")) return [];
  const name = credentialHeader(auth);
  if (auth.scheme === "bearer") return [code`${name}, "Bearer " + environment ${literal(auth.environment)}`];
  if (auth.scheme === "apiKey") return [code`${name}, environment ${literal(auth.environment)}`];
  return [
    code`${name}, basic (environment ${literal(auth.userEnvironment)}) (environment ${literal(auth.passwordEnvironment)})`,
  ];
};

const basic = code`let basic (user: string) (password: string) =
    "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password))
`;

const queryKey = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`let key = Uri.EscapeDataString ${literal(auth.name)} + "=" + Uri.EscapeDataString(environment ${literal(auth.environment)})
let url = url + (if url.Contains '?' then "&" else "?") + key`,
      ]
    : [],
);

const opening = (plan: RequestPlan): Source => code`// .NET 8 or newer, as named in main.fsproj; nothing to install.
${heading(plan, "//")}
open System
open System.Globalization
open System.IO
open System.Net.Http
open System.Text
open System.Text.Json
open System.Threading
open System.Threading.Tasks

let attempts = ${attempts} // only HTTP 429 is tried again
let maxWait = TimeSpan.FromSeconds ${maxWaitSeconds}.0 // a longer Retry-After is not waited for
let timeout = TimeSpan.FromSeconds ${timeoutSeconds}.0 // for a whole answer

${failure}

${plan.auth.scheme === "none" ? [] : environment}
${plan.auth.scheme === "basic" ? basic : []}
type Answer =
    { Status: int
      RetryAfter: string
      Location: Uri option
      Text: byte array }

// As written: .NET would decode some of the path.
let asWritten (url: string) =
    let options = UriCreationOptions(DangerousDisablePathAndQueryCanonicalization = true)
    Uri(url, &options)`;

const sending = (
  plan: RequestPlan,
): Source => code`let sendOnce (client: HttpClient) (uri: Uri) (headers: (string * string) list) (body: byte array option) =
    use request = new HttpRequestMessage(HttpMethod ${literal(plan.method)}, uri)
    body |> Option.iter (fun bytes -> request.Content <- new ByteArrayContent(bytes))

    for name, value in headers do
        if not (request.Headers.TryAddWithoutValidation(name, value)) && not (isNull request.Content) then
            request.Content.Headers.TryAddWithoutValidation(name, value) |> ignore

    use response = client.SendAsync(request).GetAwaiter().GetResult()

    let retryAfter =
        match response.Headers.NonValidated.TryGetValues "Retry-After" with
        | true, values -> values.ToString()
        | _ -> ""

    { Status = int response.StatusCode
      RetryAfter = retryAfter
      Location = Option.ofObj response.Headers.Location
      Text = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult() }

/// Follows redirects that repeat the request; the credential stays with its host.
let rec follow client redirects (uri: Uri) headers body =
    let answer = sendOnce client uri headers body
    let repeats = ${ours(plan.body === undefined ? "[ 301; 302; 303; 307; 308 ]" : "[ 307; 308 ]")}

    match answer.Location with
    | Some location when List.contains answer.Status repeats ->
        if redirects = ${maxRedirects} then fail 2 "No answer: too many redirects"
        let next = Uri(uri, location)
        let isElsewhere = next.GetLeftPart UriPartial.Authority <> uri.GetLeftPart UriPartial.Authority
        let kept = headers |> List.filter (fun (name, _) -> not isElsewhere || name <> ${credentialHeader(plan.auth)})
        follow client (redirects + 1) (asWritten next.OriginalString) kept body
    | _ -> answer

let send client (url: string) headers body =
    try
        follow client 0 (asWritten url) headers body
    with
    | :? HttpRequestException
    | :? IOException
    | :? TaskCanceledException
    | :? UriFormatException
    | :? NotSupportedException
    | :? InvalidOperationException as problem -> fail 2 $"No answer: {problem.Message}"`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`/// Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
let waitTime (retryAfter: string) attempt =
    match Double.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture) with
    | true, seconds -> TimeSpan.FromSeconds seconds
    | _ ->
        match DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) with
        | true, moment -> max TimeSpan.Zero (moment - DateTimeOffset.UtcNow)
        | _ -> TimeSpan.FromSeconds(2.0 ** float attempt)

${at}

let errorMessage status (text: byte array) =
    let error =
        try
            Some (JsonDocument.Parse text).RootElement
        with :? JsonException ->
            None

    let shown path = error |> Option.bind (at path) |> Option.map string
    let code = shown [ ${joined(error.code.map(literal), "; ")} ] |> Option.map (fun code -> $", code {code}")
    let message = shown [ ${joined(error.message.map(literal), "; ")} ] |> Option.defaultValue "refused"
    $"HTTP {status}{Option.toObj code}: {message}\n{Encoding.UTF8.GetString text}"`,
);

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`Console.WriteLine(Encoding.UTF8.GetString text)`
    : code`if status <> 204 then
    let answer =
        try
            (JsonDocument.Parse text).RootElement
        with :? JsonException as problem ->
            fail 4 $"HTTP {status} with a body that is not JSON: {problem.Message}"

    Console.WriteLine(Encoding.UTF8.GetString text)
    ${variableLines(plan.response)}`;

const headerList = (plan: RequestPlan): Source => {
  const items = [
    ...plan.headers.map(([name, value]) => code`${literal(name)}, ${literal(value)}`),
    ...credentialItem(plan.auth),
  ];
  return items.length === 0 ? ours("[]") : code`[ ${joined(items, "\n  ")} ]`;
};

const running = (plan: RequestPlan): Source => code`let run () =
    let address =
        match Environment.GetEnvironmentVariable "API_BASE_URL" with
        | null
        | "" -> ${literal(plan.baseUrl)}
        | value -> value

    let url = address.TrimEnd '/' + ${literal(plan.target)}
    ${queryKey(plan.auth)}

    let headers =
        ${headerList(plan)}

    let body = ${plan.body === undefined ? ours("None") : code`Some(Encoding.UTF8.GetBytes ${literal(plan.body)})`}
    use handler = new HttpClientHandler(AllowAutoRedirect = false, UseCookies = false)
    use client = new HttpClient(handler, Timeout = timeout)

    let rec sendPatiently attempt =
        let answer = send client url headers body
        let wait = waitTime answer.RetryAfter attempt

        if answer.Status <> 429 || wait > maxWait || attempt = attempts - 1 then
            answer
        else
            eprintfn "HTTP 429: trying again in %.0f s" (ceil wait.TotalSeconds)
            Thread.Sleep(wait + TimeSpan.FromMilliseconds 1.0)
            sendPatiently (attempt + 1)

    let { Status = status; Text = text } = sendPatiently 0
    if status < 200 || status > 299 then fail 3 (errorMessage status text)
    ${answerLines(plan)}

Console.OutputEncoding <- UTF8Encoding false

try
    run ()
with Failure(exitCode, message) ->
    Console.Error.WriteLine message
    exit exitCode`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      sending(plan),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

interface File {
  readonly name: string;
  readonly source: Source;
}

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "main.fsproj", source: project },
  { name: "Program.fs", source: source(plan) },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "main.fsproj", source: project },
  {
    name: "Program.fs",
    source: code`open System
open System.Text

let texts =
    [|
        ${texts}
    |]

let output = Console.OpenStandardOutput()

for text in texts do
    output.Write(ReadOnlySpan(Encoding.UTF8.GetBytes(text + "\u001e")))
`,
  },
];
