import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "../php-curl/literal.ts";
import { afterSend, beginning, type HeaderStyle } from "../php-curl/parts.ts";

const opening = (plan: RequestPlan): Source => code`<?php

// PHP 8.1 or newer with Guzzle 7: \`composer require guzzlehttp/guzzle\`, or the package php-guzzlehttp-guzzle.
${heading(plan, "//")}

${beginning}

require stream_resolve_include_path('vendor/autoload.php') ?: 'GuzzleHttp/autoload.php';`;

/** Guzzle keeps `Authorization` with its host, but no other header. */
const redirects = ({ auth, body }: RequestPlan): Source => {
  if (auth.scheme === "apiKey" && auth.in === "header") return ours("'allow_redirects' => false,");
  const strict = ours(body === undefined ? "" : "'strict' => true, ");
  return code`'allow_redirects' => [${strict}'max' => ${programLimits.maxRedirects}], // to another host without Authorization`;
};

const send = (plan: RequestPlan): Source => code`/** @return array{int, ?string, string} status, Retry-After and body */
function send(string $url, array $headers, ?string $body): array
{
    $client = new GuzzleHttp\Client([
        'http_errors' => false, // every status is an answer
        'connect_timeout' => TIMEOUT,
        'timeout' => TIMEOUT,
        ${redirects(plan)}
    ]);
    try {
        $response = $client->request(${literal(plan.method)}, $url, ['headers' => $headers, 'body' => $body]);
        return [$response->getStatusCode(), $response->getHeaderLine('Retry-After') ?: null, (string) $response->getBody()];
    } catch (GuzzleHttp\Exception\GuzzleException $exception) {
        fail(2, 'No answer: ' . $exception->getMessage());
    }
}`;

const map: HeaderStyle = {
  add: (name, prefix, value) =>
    code`$headers[${literal(name)}] = ${prefix === "" ? ours("") : code`${literal(prefix)} . `}${value};`,
  item: (name, value) => code`${literal(name)} => ${literal(value)}`,
};

const source = (plan: RequestPlan): Source => joined([opening(plan), send(plan), afterSend(plan, map)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.php", source: source(plan) },
];
