import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers["Authorization"] = "Bearer " + environment(${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`credentials = environment(${literal(auth.userEnvironment)}) + ":" + environment(${literal(auth.passwordEnvironment)})`,
      code`headers["Authorization"] = "Basic " + base64.b64encode(credentials.encode()).decode()`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key}`];
  return [
    code`url += ("&" if "?" in url else "?") + urllib.parse.quote(${literal(auth.name)}, "") + "=" + urllib.parse.quote(${key}, "")`,
  ];
});

/** The header that must not follow a redirect to another host. */
export const credentialHeader = credentialHeaderBy(literal);

export const fail = code`def fail(exit_code, message):
    print(message, file=sys.stderr)
    sys.exit(exit_code)`;

/** The limits, and how the program ends. */
export const beginning = code`ATTEMPTS = ${attempts}  # only HTTP 429 is tried again
MAX_WAIT = ${maxWaitSeconds}  # seconds; a longer Retry-After is not waited for
TIMEOUT = ${timeoutSeconds}  # seconds without an answer or its next piece


${fail}


def environment(name):
    return os.environ.get(name) or fail(2, f"Set {name} in the environment.")`;

export const readers = code`def read(value, path, *types):
    """What stands at a path of the answer; None where it is missing. Another type than expected ends the program."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if value is not None and types and type(value) not in types:
        fail(4, f"Unexpected value at {'.'.join(path)}: {value!r}")
    return value


def read_list(value, path, *types):
    items = read(value, path, list)
    return items and [read(item, [], *types) for item in items]


def show(label, value):
    print(f"{label} = {json.dumps(value)}")`;

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`print(text.decode("utf-8", "replace"))`
    : code`if status == 204:
    return
try:
    answer = json.loads(text.decode())
except ValueError as error:
    fail(4, f"HTTP {status} with a body that is not JSON: {error}")
print(text.decode())
${variableLines(plan.response)}`;

const errorPath = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

const sending = onceFor(
  (error: ErrorShape): Source => code`def wait_seconds(retry_after, attempt):
    """Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds."""
    if (retry_after or "").isdigit():
        return int(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except (TypeError, ValueError, IndexError):
        try:
            moment = datetime.fromisoformat((retry_after or "").replace("Z", "+00:00"))
        except ValueError:
            return 2**attempt
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0, (moment - datetime.now(timezone.utc)).total_seconds())


def error_message(status, text):
    def at(path):
        value = error
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    try:
        error = json.loads(text)
    except ValueError:
        error = None
    code, message = at(${errorPath(error.code)}), at(${errorPath(error.message)})
    body = text.decode("utf-8", "replace")
    return f"HTTP {status}" + (f", code {code}" if code is not None else "") + f": {message or 'refused'}\n{body}"`,
);

/** `main`; `send(url, headers, body)` gives status, headers and body, and `errors` is what it raises without an answer. */
const judging = (plan: RequestPlan, errors: Source): Source => code`def main():
    url = (os.environ.get("API_BASE_URL") or ${literal(plan.baseUrl)}).rstrip("/") + ${literal(plan.target)}
    headers = {
        ${plan.headers.map(([name, value]) => code`${literal(name)}: ${literal(value)},`)}
    }
    ${credentialLines(plan.auth)}
    body = ${plan.body === undefined ? ours("None") : code`${literal(plan.body)}.encode()`}
    for attempt in range(ATTEMPTS):
        try:
            status, answer_headers, text = send(url, headers, body)
        except ${errors} as error:
            fail(2, f"No answer: {error}")
        wait = wait_seconds(answer_headers.get("Retry-After"), attempt) if status == 429 else None
        if wait is None or wait > MAX_WAIT or attempt == ATTEMPTS - 1:
            break
        print(f"HTTP 429: trying again in {wait:.0f} s", file=sys.stderr)
        time.sleep(wait)
    if not 200 <= status < 300:
        fail(3, error_message(status, text))
    sys.stdout.reconfigure(encoding="utf-8")
    ${answerLines(plan)}


main()`;

/** What follows on a client's `send`. */
export const afterSend = (plan: RequestPlan, errors: Source): readonly Source[] => [
  sending(plan.error),
  ...(plan.response.kind === "text" ? [] : [readers]),
  judging(plan, errors),
];

export const joinParts = (parts: readonly Source[]): Source => joined(parts, "\n\n\n");

/** The import lines: what the shared parts use of the standard library, and what the client uses of it. */
export const importsWith = (more: readonly string[]): ((auth: Auth) => Source) =>
  onceFor((auth: Auth) => {
    const names = new Set(["email.utils", "json", "os", "sys", "time", ...more]);
    if (auth.scheme === "basic") names.add("base64");
    if (auth.scheme === "apiKey" && auth.in === "query") names.add("urllib.parse");
    return [...names].toSorted().map((name) => ours(`import ${name}`));
  });
