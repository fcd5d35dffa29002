import { credentialHeaderBy } from "../../credential.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "../php-curl/literal.ts";
import { afterSend, beginning, type HeaderStyle } from "../php-curl/parts.ts";

const opening = (plan: RequestPlan): Source => code`<?php

// PHP 8.1 or newer with the Chilkat extension; chilkat.php comes with it.
${heading(plan, "//")}

${beginning}

include 'chilkat.php';

$global = new CkGlobal();
$global->UnlockBundle(getenv('CHILKAT_UNLOCK_CODE') ?: 'Anything for 30-day trial');`;

const credentialHeader = credentialHeaderBy(literal);

const resolving = code`/** The address that a Location names. */
function resolve(array $from, string $location): array
{
    $target = parse_url($location) ?: fail(2, "No answer: redirected to $location");
    if (isset($target['host'])) {
        return ['path' => '/', ...$target, 'scheme' => $target['scheme'] ?? $from['scheme']];
    }
    if (($target['path'][0] ?? '') !== '/') {
        $target['path'] = substr($from['path'], 0, strrpos($from['path'], '/') + 1) . ($target['path'] ?? '');
    }
    unset($from['query']);
    return [...$from, ...$target];
}`;

const sending = (
  plan: RequestPlan,
): Source => code`function sendOnce(array $address, array $headers, ?string $body): CkHttpResponse
{
    $http = new CkHttp();
    $http->put_FollowRedirects(false); // it would take the credential along
    $http->put_ConnectTimeout(TIMEOUT);
    $http->put_ReadTimeout(TIMEOUT);
    $request = new CkHttpRequest();
    $request->put_HttpVerb(${literal(plan.method)});
    $request->put_Path($address['path'] . (isset($address['query']) ? '?' . $address['query'] : ''));
    foreach ($headers as [$name, $value]) {
        if ($name === 'Content-Type') {
            $request->put_ContentType($value);
        } else {
            $request->AddHeader($name, $value);
        }
    }
    if ($body !== null) {
        $request->LoadBodyFromString($body, 'utf-8');
    }
    $isSecure = $address['scheme'] === 'https';
    $response = $http->SynchronousRequest($address['host'], $address['port'] ?? ($isSecure ? 443 : 80), $isSecure, $request);
    if ($http->get_LastMethodSuccess() === false || $response === null) {
        fail(2, 'No answer: ' . $http->lastErrorText());
    }
    return $response;
}

${resolving}

/**
 * Follows redirects that repeat the request; the credential stays with its host.
 *
 * @return array{int, ?string, string} status, Retry-After and body
 */
function send(string $url, array $headers, ?string $body): array
{
    $address = ['path' => '/', ...(parse_url($url) ?: fail(2, "No answer: not a URL: $url"))];
    for ($sent = 0; $sent <= ${programLimits.maxRedirects}; $sent++) {
        $response = sendOnce($address, $headers, $body);
        $status = $response->get_StatusCode();
        $location = $response->getHeaderField('Location') ?: '';
        if (!in_array($status, [${ours(plan.body === undefined ? "301, 302, 303, 307, 308" : "307, 308")}], true) || $location === '') {
            return [$status, $response->getHeaderField('Retry-After') ?: null, $response->bodyStr()];
        }
        $next = resolve($address, $location);
        foreach (['scheme', 'host', 'port'] as $part) {
            if (($next[$part] ?? null) !== ($address[$part] ?? null)) {
                $headers = array_filter($headers, fn ($header) => $header[0] !== ${credentialHeader(plan.auth)});
            }
        }
        $address = $next;
    }
    fail(2, 'No answer: too many redirects');
}`;

const pairs: HeaderStyle = {
  add: (name, prefix, value) =>
    code`$headers[] = [${literal(name)}, ${prefix === "" ? value : code`${literal(prefix)} . ${value}`}];`,
  item: (name, value) => code`[${literal(name)}, ${literal(value)}]`,
};

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.php", source: joined([opening(plan), sending(plan), afterSend(plan, pairs)], "\n\n") },
];
