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
import { keys, quit, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

type File = { readonly name: string; readonly source: Source };

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`$headers['Authorization'] = 'Bearer ' + (Get-Setting ${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`$credentials = (Get-Setting ${literal(auth.userEnvironment)}) + ':' + (Get-Setting ${literal(auth.passwordEnvironment)})`,
      ours(
        "$headers['Authorization'] = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($credentials))",
      ),
    ];
  const key = code`(Get-Setting ${literal(auth.environment)})`;
  if (auth.in === "header") return [code`$headers[${literal(auth.name)}] = ${key}`];
  return [
    code`$url += ($url.Contains('?') ? '&' : '?') + [Uri]::EscapeDataString(${literal(auth.name)}) + '=' + [Uri]::EscapeDataString(${key})`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env pwsh
#Requires -Version 7.5
${heading(plan, "#")}

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)

$Attempts = ${attempts} # only HTTP 429 is tried again
$MaxWait = ${maxWaitSeconds} # seconds; a longer Retry-After is not waited for
$Timeout = ${timeoutSeconds} # seconds without an answer or its next piece

${quit}

function Get-Setting($Name) {
    $value = [Environment]::GetEnvironmentVariable($Name)
    if (-not $value) { Stop-Program 2 "Set $Name in the environment." }
    $value
}`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`function Get-ErrorMessage($Status, $Text) {
    $problem = ConvertFrom-Answer $Text
    $code = Get-At $problem ${keys(error.code)}
    $message = Get-At $problem ${keys(error.message)}
    "HTTP $Status" + ($null -eq $code ? '' : ", code $code") + ': ' + ($message ? $message : 'refused') + "\`n$Text"
}`,
);

const sending = (
  plan: RequestPlan,
): Source => code`# Follows redirects that repeat the request; the credential stays with its host.
function Send-Request([Uri]$Url, $Headers, [byte[]]$Body) {
    if ($Url.Scheme -notin 'http', 'https') { Stop-Program 2 "No answer: not an HTTP address: $Url" }
    $request = @{
        CustomMethod = ${literal(plan.method)}
        SkipHttpErrorCheck = $true
        SkipHeaderValidation = $true
        MaximumRedirection = 0
        ConnectionTimeoutSeconds = $Timeout
        OperationTimeoutSeconds = $Timeout
        ErrorAction = 'Ignore' # a redirect is none
    }
    if ($null -ne $Body) { $request.Body = $Body }
    $repeated = $null -eq $Body ? @(301, 302, 303, 307, 308) : @(307, 308)
    foreach ($redirect in 1..${maxRedirects}) {
        try {
            $response = Invoke-WebRequest -Uri $Url -Headers $Headers @request
        }
        catch {
            Stop-Program 2 "No answer: $($_.Exception.Message)"
        }
        $location = "$($response.Headers['Location'])"
        if ($response.StatusCode -notin $repeated -or -not $location) { return $response }
        $target = [Uri]::new($Url, $location)
        if ($target.GetLeftPart('Authority') -ne $Url.GetLeftPart('Authority')) { $Headers.Remove(${credentialHeader(plan.auth)}) }
        $Url = $target
    }
    Stop-Program 2 'No answer: too many redirects'
}

# Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
function Get-Wait($RetryAfter, $Attempt) {
    $seconds = [long]0
    if ([long]::TryParse($RetryAfter, 'None', [cultureinfo]::InvariantCulture, [ref]$seconds)) { return $seconds }
    $moment = [DateTimeOffset]::MinValue
    if ([DateTimeOffset]::TryParse($RetryAfter, [cultureinfo]::InvariantCulture, 'AssumeUniversal', [ref]$moment)) {
        return [Math]::Max(0, ($moment - [DateTimeOffset]::UtcNow).TotalSeconds)
    }
    [Math]::Pow(2, $Attempt)
}

${errorMessage(plan.error)}`;

const answerLines = (plan: RequestPlan): readonly Source[] =>
  plan.response.kind === "text"
    ? [ours("[Console]::Out.WriteLine($text)")]
    : [
        ours("if ($status -eq 204) { exit 0 }"),
        ours("$answer = ConvertFrom-Answer $text"),
        code`if ($null -eq $answer -and $text.Trim() -ne 'null') { Stop-Program 4 "HTTP $status with a body that is not JSON" }`,
        ours("[Console]::Out.WriteLine($text)"),
        variableLines(plan.response),
      ];

const judging = (plan: RequestPlan): Source => code`$url = [Environment]::GetEnvironmentVariable('API_BASE_URL')
if (-not $url) { $url = ${literal(plan.baseUrl)} }
$url = $url.TrimEnd('/') + ${literal(plan.target)}
$headers = @{
    ${plan.headers.map(([name, value]) => code`${literal(name)} = ${literal(value)}`)}
}
${credentialLines(plan.auth)}
$body = ${plan.body === undefined ? ours("$null") : code`[Text.Encoding]::UTF8.GetBytes(${literal(plan.body)})`}
foreach ($attempt in 0..($Attempts - 1)) {
    $response = Send-Request $url $headers.Clone() $body
    $wait = Get-Wait "$($response.Headers['Retry-After'])" $attempt
    if ($response.StatusCode -ne 429 -or $wait -gt $MaxWait -or $attempt -eq $Attempts - 1) { break }
    [Console]::Error.WriteLine("HTTP 429: trying again in $([Math]::Ceiling($wait)) s")
    Start-Sleep -Seconds $wait
}
$status = $response.StatusCode
$text = [Text.Encoding]::UTF8.GetString($response.RawContentStream.ToArray())
if ($status -lt 200 -or $status -gt 299) { Stop-Program 3 (Get-ErrorMessage $status $text) }
${answerLines(plan)}`;

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), readers, sending(plan), judging(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly File[] => [{ name: "main.ps1", source: source(plan) }];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  {
    name: "main.ps1",
    source: code`$texts = @(
    ${texts}
)
$stdout = [Console]::OpenStandardOutput()
foreach ($text in $texts) {
    $bytes = [Text.Encoding]::UTF8.GetBytes($text + [char]0x1E)
    $stdout.Write($bytes, 0, $bytes.Length)
}
`,
  },
];
