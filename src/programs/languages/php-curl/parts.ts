import type { Auth } from "#catalog";

import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

/** How a client takes its headers. */
export interface HeaderStyle {
  /** A statement that adds one, of fixed text and a value. */
  readonly add: (name: string, prefix: string, value: Source) => Source;
  /** One in the array that they begin with. */
  readonly item: (name: string, value: string) => Source;
}

const credentialLines = (auth: Auth, { add }: HeaderStyle): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [add("Authorization", "Bearer ", code`environment(${literal(auth.environment)})`)];
  if (auth.scheme === "basic")
    return [
      code`$credentials = environment(${literal(auth.userEnvironment)}) . ':' . environment(${literal(auth.passwordEnvironment)});`,
      add("Authorization", "Basic ", ours("base64_encode($credentials)")),
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [add(auth.name, "", key)];
  return [
    code`$url .= (str_contains($url, '?') ? '&' : '?') . rawurlencode(${literal(auth.name)}) . '=' . rawurlencode(${key});`,
  ];
};

export const fail = code`function fail(int $exitCode, string $message): never
{
    fwrite(STDERR, $message . "\n");
    exit($exitCode);
}`;

export const readers = code`function fits(mixed $value, string $type): bool
{
    return match ($type) {
        'string' => is_string($value),
        'integer' => is_int($value),
        'number' => is_int($value) || is_float($value),
        'boolean' => is_bool($value),
        default => true,
    };
}

/** What stands at a path of the answer; null where it is missing. Another type than expected ends the program. */
function read(mixed $value, array $path, string $type): mixed
{
    foreach ($path as $key) {
        $value = is_object($value) ? $value->{$key} ?? null : null;
    }
    if ($value !== null && !fits($value, $type)) {
        fail(4, 'Unexpected value at ' . implode('.', $path));
    }
    return $value;
}

function readList(mixed $value, array $path, string $type): ?array
{
    $list = read($value, $path, 'json');
    if ($list !== null && !is_array($list)) {
        fail(4, 'No list at ' . implode('.', $path));
    }
    return $list === null ? null : array_map(fn ($item) => read($item, [], $type), $list);
}

function show(string $label, mixed $value): void
{
    echo $label, ' = ', json_encode($value, JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR), "\n";
}
`;

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`echo $text, "\n";`
    : code`if ($status === 204) {
    exit(0);
}
try {
    // An integer beyond 64 bits becomes a string, and is refused below, rather than a rounded number.
    $answer = json_decode($text, false, 512, JSON_BIGINT_AS_STRING | JSON_THROW_ON_ERROR);
} catch (JsonException $exception) {
    fail(4, "HTTP $status with a body that is not JSON: " . $exception->getMessage());
}
echo $text, "\n";
${variableLines(plan.response)}`;

const errorPath = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

/** The limits, and how the program ends. */
export const beginning = code`declare(strict_types=1);

const ATTEMPTS = ${attempts}; // only HTTP 429 is tried again
const MAX_WAIT = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const TIMEOUT = ${timeoutSeconds}; // seconds without an answer or its next piece

${fail}

function environment(string $name): string
{
    return getenv($name) ?: fail(2, "Set $name in the environment.");
}`;

const waitSeconds = code`/** Retry-After holds seconds or a date; without it 1, 2, 4 seconds. */
function waitSeconds(?string $retryAfter, int $attempt): int
{
    if (ctype_digit($retryAfter ?? '')) {
        return (int) $retryAfter;
    }
    $moment = $retryAfter === null ? false : strtotime($retryAfter);
    return $moment === false ? 2 ** $attempt : max(0, $moment - time());
}`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`function errorMessage(int $status, string $text): string
{
    $at = function (array $path) use ($text): ?string {
        $value = json_decode($text, true);
        foreach ($path as $key) {
            $value = is_array($value) ? $value[$key] ?? null : null;
        }
        return is_scalar($value) ? (string) $value : null;
    };
    $code = $at(${errorPath(error.code)});
    $message = $at(${errorPath(error.message)}) ?? 'refused';
    return "HTTP $status" . ($code === null ? '' : ", code $code") . ": $message\n$text";
}`,
);

const judging = (plan: RequestPlan, style: HeaderStyle): Source => code`${errorMessage(plan.error)}

${plan.response.kind === "text" ? [] : readers}
$url = rtrim(getenv('API_BASE_URL') ?: ${literal(plan.baseUrl)}, '/') . ${literal(plan.target)};
$headers = [
    ${plan.headers.map(([name, value]) => code`${style.item(name, value)},`)}
];
${credentialLines(plan.auth, style)}
$body = ${plan.body === undefined ? ours("null") : literal(plan.body)};
for ($attempt = 0; ; $attempt++) {
    [$status, $retryAfter, $text] = send($url, $headers, $body);
    $wait = waitSeconds($retryAfter, $attempt);
    if ($status !== 429 || $wait > MAX_WAIT || $attempt === ATTEMPTS - 1) {
        break;
    }
    fwrite(STDERR, "HTTP 429: trying again in $wait s\n");
    sleep($wait);
}
if ($status < 200 || $status > 299) {
    fail(3, errorMessage($status, $text));
}
${answerLines(plan)}`;

/** What follows on a client's `send`. */
export const afterSend = (plan: RequestPlan, style: HeaderStyle): Source =>
  joined([waitSeconds, judging(plan, style)], "\n\n");
