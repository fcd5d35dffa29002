import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import type { ResponseShape } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { at, fail, keys, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers["Authorization"] = "Bearer " & environment(${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`headers["Authorization"] = "Basic " & base64.encode(environment(${literal(auth.userEnvironment)}) & ":" & environment(${literal(auth.passwordEnvironment)}))`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key}`];
  return [
    code`url.add(if '?' in url: '&' else: '?')
url.add encodeUrl(${literal(auth.name)}, usePlus = false) & "=" & encodeUrl(${key}, usePlus = false)`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const modulesFor = (kind: ResponseShape["kind"]): ((auth: Auth) => Source) =>
  onceFor((auth: Auth) =>
    ours(
      [
        ...(auth.scheme === "basic" ? ["base64"] : []),
        "httpclient",
        "json",
        ...(kind === "json" ? ["options"] : []),
        "os",
        ...(kind === "json" ? ["sequtils"] : []),
        "strutils",
        "times",
        "uri",
      ].join(", "),
    ),
  );

const modules = { json: modulesFor("json"), text: modulesFor("text") };

const environment = code`proc environment(name: string): string =
  result = getEnv(name)
  if result == "": fail(2, "Set " & name & " in the environment.")`;

const opening = (plan: RequestPlan): Source => code`# Nim 1.6 or newer, standard library only.
${heading(plan, "#")}
import std/[${modules[plan.response.kind](plan.auth)}]

const
  attempts = ${attempts} # only HTTP 429 is tried again
  maxWait = ${maxWaitSeconds} # seconds; a longer Retry-After is not waited for
  timeout = ${timeoutSeconds}_000 # milliseconds without an answer or its next piece

${fail}`;

const known: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

const method = (name: string): Source =>
  known.has(name) ? ours(`Http${name.charAt(0)}${name.slice(1).toLowerCase()}`) : literal(name);

const sending = (
  plan: RequestPlan,
): Source => code`proc sendOnce(url: string, headers: HttpHeaders, body: string): Response =
  let client = newHttpClient(maxRedirects = 0, timeout = timeout)
  defer: client.close()
  result = client.request(url, ${method(plan.method)}, body, headers)
  discard result.body # all of it, before the connection is closed

proc send(url: string, headers: HttpHeaders, body: string): Response =
  ## Follows redirects that repeat the request; the credential stays with its host.
  var (url, headers) = (url, headers)
  for _ in 0 .. ${maxRedirects}:
    result = sendOnce(url, headers, body)
    let repeats = result.code.int in ${ours(plan.body === undefined ? "[301, 302, 303, 307, 308]" : "[307, 308]")}
    if not repeats or not result.headers.hasKey("Location"): return
    let
      source = parseUri(url)
      target = combine(source, parseUri($result.headers["Location"]))
    if (target.scheme, target.hostname, target.port) != (source.scheme, source.hostname, source.port):
      let left = newHttpHeaders()
      for name, value in headers:
        if cmpIgnoreCase(name, ${credentialHeader(plan.auth)}) != 0: left.add(name, value)
      headers = left
    url = $target
  fail(2, "No answer: too many redirects")`;

const failing = onceFor(
  (error: ErrorShape): Source => code`proc moment(date: string): DateTime =
  ## Of an HTTP date or one of ISO 8601.
  try:
    parse(date, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", utc())
  except TimeParseError:
    parse(date, "yyyy-MM-dd'T'HH:mm:sszzz", utc())

proc waitSeconds(retryAfter: string, attempt: int): int =
  ## Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
  if retryAfter != "" and retryAfter.len < 10 and retryAfter.allCharsInSet(Digits): return parseInt(retryAfter)
  try:
    max(0, int((moment(retryAfter) - now().utc).inSeconds) + 1)
  except TimeParseError:
    1 shl attempt

${at}

proc errorMessage(status: int, text: string): string =
  let error =
    try: parseJson(text)
    except JsonParsingError, ValueError: newJNull()
  proc shown(path: seq[string], missing: string): string =
    let value = at(error, path)
    if value.kind == JNull: missing elif value.kind == JString: value.getStr else: $value
  let code = shown(${keys(error.code)}, "")
  "HTTP " & $status & (if code == "": "" else: ", code " & code) & ": " & shown(${keys(error.message)}, "refused") & "\n" & text`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`echo response.body`
    : code`if status == 204: return
var answer: JsonNode
try:
  answer = parseJson(response.body)
except JsonParsingError, ValueError:
  fail(4, "HTTP " & $status & " with a body that is not JSON: " & getCurrentExceptionMsg())
echo response.body
${variableLines(response)}`;

const headerTable = ({ headers }: RequestPlan): Source =>
  headers.length === 0
    ? code``
    : code`{${joined(
        headers.map(([name, value]) => code`${literal(name)}: ${literal(value)}`),
        ", ",
      )}}`;

const hasQueryKey = (auth: Auth): boolean => auth.scheme === "apiKey" && auth.in === "query";

const running = (plan: RequestPlan): Source => code`proc main() =
  let base = getEnv("API_BASE_URL")
  ${ours(hasQueryKey(plan.auth) ? "var" : "let")} url = (if base == "": ${literal(plan.baseUrl)} else: base).strip(leading = false, chars = {'/'}) & ${literal(plan.target)}
  let headers = newHttpHeaders(${headerTable(plan)})
  ${credentialLines(plan.auth)}
  var response: Response
  for attempt in 0 ..< attempts:
    try:
      response = send(url, headers, ${plan.body === undefined ? ours('""') : literal(plan.body)})
    except CatchableError:
      fail(2, "No answer: " & getCurrentExceptionMsg())
    let wait = waitSeconds(response.headers.getOrDefault("Retry-After"), attempt)
    if response.code.int != 429 or wait > maxWait or attempt == attempts - 1: break
    stderr.writeLine "HTTP 429: trying again in ", wait, " s"
    sleep wait * 1000
  let status = response.code.int
  if status notin 200 .. 299: fail(3, errorMessage(status, response.body))
  ${answerLines(plan)}

main()`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      sending(plan),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.nim", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.nim",
    source: code`for text in [
  ${texts.map((text) => code`${text},`)}
]:
  stdout.write text, "\x1e"
`,
  },
];
