import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { afterSend, beginning, type HeaderStyle } from "./parts.ts";

/** curl keeps `Authorization` with its host, but no other header. */
const redirects = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? []
    : [
        code`CURLOPT_FOLLOWLOCATION => true, // to another host without Authorization
CURLOPT_MAXREDIRS => ${programLimits.maxRedirects},`,
      ],
);

const method = (name: string): Source =>
  name === "HEAD" ? ours("CURLOPT_NOBODY => true,") : code`CURLOPT_CUSTOMREQUEST => ${literal(name)},`;

const opening = (plan: RequestPlan): Source => code`<?php

// PHP 8.1 or newer with its curl extension.
${heading(plan, "//")}

${beginning}`;

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
}`;

/** Lines; one that ends in a semicolon is a header without a value. */
const lines: HeaderStyle = {
  add: (name, prefix, value) => code`$headers[] = ${literal(`${name}: ${prefix}`)} . ${value};`,
  item: (name, value) => literal(value === "" ? `${name};` : `${name}: ${value}`),
};

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan), afterSend(plan, lines)], "\n\n");

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
