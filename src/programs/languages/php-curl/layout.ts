import type { Auth } from "#catalog";

import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

const credentialLines = (auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`$headers[] = 'Authorization: Bearer ' . environment(${literal(auth.environment)});`];
  if (auth.scheme === "basic")
    return [
      code`$credentials = environment(${literal(auth.userEnvironment)}) . ':' . environment(${literal(auth.passwordEnvironment)});`,
      ours("$headers[] = 'Authorization: Basic ' . base64_encode($credentials);"),
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`$headers[] = ${literal(`${auth.name}: `)} . ${key};`];
  return [
    code`$url .= (str_contains($url, '?') ? '&' : '?') . rawurlencode(${literal(auth.name)}) . '=' . rawurlencode(${key});`,
  ];
};

/** curl keeps `Authorization` with its host, but no other header. */
const redirects = (auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? []
    : [
        code`CURLOPT_FOLLOWLOCATION => true, // to another host without Authorization
CURLOPT_MAXREDIRS => ${maxRedirects},`,
      ];

const method = (name: string): Source =>
  name === "HEAD" ? ours("CURLOPT_NOBODY => true,") : code`CURLOPT_CUSTOMREQUEST => ${literal(name)},`;

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

const opening = (plan: RequestPlan): Source => code`<?php

// PHP 8.1 or newer with its curl extension.
${heading(plan, comment, "//")}

declare(strict_types=1);

const ATTEMPTS = ${attempts}; // only HTTP 429 is tried again
const MAX_WAIT = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const TIMEOUT = ${timeoutSeconds}; // seconds without an answer or its next piece

${fail}

function environment(string $name): string
{
    return getenv($name) ?: fail(2, "Set $name in the environment.");
}`;

const sending = (
  plan: RequestPlan,
): Source => code`/** @return array{int, ?string, string} status, Retry-After and body */
function send(string $url, array $headers, ?string $body): array
{
    $retryAfter = null;
    $handle = curl_init($url);
    curl_setopt_array($handle, [
        ${method(plan.method)}
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_PATH_AS_IS => true,
        CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
        ${redirects(plan.auth)}
        CURLOPT_CONNECTTIMEOUT => TIMEOUT,
        CURLOPT_LOW_SPEED_LIMIT => 1,
        CURLOPT_LOW_SPEED_TIME => TIMEOUT,
        CURLOPT_HEADERFUNCTION => function ($handle, string $line) use (&$retryAfter): int {
            if (stripos($line, 'Retry-After:') === 0) {
                $retryAfter = trim(substr($line, strlen('Retry-After:')));
            }
            return strlen($line);
        },
    ]);
    if ($body !== null) {
        curl_setopt($handle, CURLOPT_POSTFIELDS, $body);
    }
    $text = curl_exec($handle);
    if ($text === false) {
        fail(2, 'No answer: ' . curl_error($handle));
    }
    return [curl_getinfo($handle, CURLINFO_RESPONSE_CODE), $retryAfter, $text];
}

/** Retry-After holds seconds or a date; without it 1, 2, 4 seconds. */
function waitSeconds(?string $retryAfter, int $attempt): int
{
    if (ctype_digit($retryAfter ?? '')) {
        return (int) $retryAfter;
    }
    $moment = $retryAfter === null ? false : strtotime($retryAfter);
    return $moment === false ? 2 ** $attempt : max(0, $moment - time());
}`;

const judging = (plan: RequestPlan): Source => code`function errorMessage(int $status, string $text): string
{
    $at = function (array $path) use ($text): ?string {
        $value = json_decode($text, true);
        foreach ($path as $key) {
            $value = is_array($value) ? $value[$key] ?? null : null;
        }
        return is_scalar($value) ? (string) $value : null;
    };
    $code = $at(${errorPath(plan.error.code)});
    $message = $at(${errorPath(plan.error.message)}) ?? 'refused';
    return "HTTP $status" . ($code === null ? '' : ", code $code") . ": $message\n$text";
}

${plan.response.kind === "text" ? [] : readers}
$url = rtrim(getenv('API_BASE_URL') ?: ${literal(plan.baseUrl)}, '/') . ${literal(plan.target)};
$headers = [
    ${plan.headers.map(([name, value]) => code`${literal(value === "" ? `${name};` : `${name}: ${value}`)},`)}
];
${credentialLines(plan.auth)}
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

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan), judging(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.php", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.php",
    source: code`<?php

$texts = [
    ${texts.map((text) => code`${text},`)}
];
foreach ($texts as $text) {
    echo $text, "\x1e";
}
`,
  },
];
