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
import { at, beginning, fail, keys, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`push @headers, 'Authorization' => 'Bearer ' . environment(${literal(auth.environment)});`];
  if (auth.scheme === "basic")
    return [
      code`my $credentials = environment(${literal(auth.userEnvironment)}) . ':' . environment(${literal(auth.passwordEnvironment)});
push @headers, 'Authorization' => 'Basic ' . encode_base64($credentials, '');`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`push @headers, ${literal(auth.name)} => ${key};`];
  return [
    code`$url .= ($url =~ /\?/ ? '&' : '?') . uri_escape_utf8(${literal(auth.name)}) . '=' . uri_escape(${key});`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const modulesFor = (kind: ResponseShape["kind"]): ((auth: Auth) => Source) =>
  onceFor((auth: Auth) =>
    [
      "HTTP::Date qw(str2time)",
      "HTTP::Request",
      "JSON::PP ()",
      "LWP::UserAgent",
      "POSIX qw(ceil)",
      "URI",
      ...(kind === "json" ? ["B ()"] : []),
      ...(auth.scheme === "basic" ? ["MIME::Base64 qw(encode_base64)"] : []),
      ...(auth.scheme === "apiKey" && auth.in === "query" ? ["URI::Escape qw(uri_escape uri_escape_utf8)"] : []),
    ]
      .toSorted()
      .map((name) => ours(`use ${name};`)),
  );

const modules = { json: modulesFor("json"), text: modulesFor("text") };

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env perl
# Perl 5.26 or newer with LWP.
${heading(plan, "#")}
${beginning}

${modules[plan.response.kind](plan.auth)}

use constant {
    ATTEMPTS => ${attempts}, # only HTTP 429 is tried again
    MAX_WAIT => ${maxWaitSeconds}, # seconds; a longer Retry-After is not waited for
    TIMEOUT => ${timeoutSeconds}, # seconds without an answer or its next piece
};

${fail}`;

const environment = code`sub environment {
    my ($name) = @_;
    return $ENV{$name} || fail(2, "Set $name in the environment.");
}`;

const wholeness = code`my $announced = $response->header('Content-Length') // 0; # LWP takes a cut answer for a whole one
$problem //= 'the answer was cut off' if length($response->content) < $announced;`;

const sending = (plan: RequestPlan): Source => code`sub send_once {
    my ($url, $headers, $body) = @_;
    my $agent = LWP::UserAgent->new(timeout => TIMEOUT, env_proxy => 1, protocols_allowed => ['http', 'https']);
    my $response = $agent->simple_request(HTTP::Request->new(${literal(plan.method)}, $url, $headers, $body));
    my $problem = ($response->header('Client-Warning') // '') eq 'Internal response'
        ? $response->status_line
        : $response->header('X-Died');
    ${plan.method === "HEAD" ? [] : wholeness}
    fail(2, "No answer: $problem") if defined $problem;
    return $response;
}

# Follows redirects that repeat the request; the credential stays with its host.
sub send_request {
    my ($url, $headers, $body) = @_;
    for (0 .. ${maxRedirects}) {
        my $response = send_once($url, $headers, $body);
        my $target = $response->header('Location');
        return $response if !defined $target || $response->code !~ /^(?:${ours(plan.body === undefined ? "301|302|303|307|308" : "307|308")})$/;
        my ($from, $to) = (URI->new($url), URI->new_abs($target, $url));
        if ($from->scheme ne $to->scheme || $from->host_port ne $to->host_port) {
            my %left = @$headers;
            delete $left{${credentialHeader(plan.auth)}};
            $headers = [%left];
        }
        $url = $to->as_string;
    }
    fail(2, 'No answer: too many redirects');
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`# Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
sub wait_seconds {
    my ($retry_after, $attempt) = @_;
    return $retry_after if ($retry_after // '') =~ /^\d+$/;
    my $moment = str2time($retry_after);
    return 2**$attempt if !defined $moment;
    return $moment > time ? $moment - time : 0;
}

${at}

sub error_message {
    my ($status, $content) = @_;
    my $error = eval { JSON::PP->new->utf8->allow_nonref->decode($content) };
    my $code = at($error, ${keys(error.code)});
    my $message = at($error, ${keys(error.message)}) // 'refused';
    utf8::decode($content);
    return "HTTP $status" . (defined $code ? ", code $code" : '') . ": $message\n$content";
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`utf8::decode($text);
print "$text\n";`
    : code`exit 0 if $status == 204;
my $answer = eval { JSON::PP->new->utf8->allow_nonref->decode($text) };
fail(4, "HTTP $status with a body that is not JSON: $@") if $@;
utf8::decode($text);
print "$text\n";
${variableLines(response)}`;

const running = (
  plan: RequestPlan,
): Source => code`(my $url = $ENV{API_BASE_URL} || ${literal(plan.baseUrl)}) =~ s{/+$}{};
$url .= ${literal(plan.target)};
my @headers = (
    ${plan.headers.map(([name, value]) => code`${literal(name)} => ${literal(value)},`)}
);
${credentialLines(plan.auth)}
my $body = ${plan.body === undefined ? ours("undef") : literal(plan.body)};
${plan.body === undefined ? [] : ours("utf8::encode($body);")}
my $response;
for my $attempt (0 .. ATTEMPTS - 1) {
    $response = send_request($url, \@headers, $body);
    my $wait = wait_seconds(scalar $response->header('Retry-After'), $attempt);
    last if $response->code != 429 || $wait > MAX_WAIT || $attempt == ATTEMPTS - 1;
    print STDERR 'HTTP 429: trying again in ', ceil($wait), " s\n";
    sleep ceil($wait);
}
my ($status, $text) = ($response->code, $response->content);
fail(3, error_message($status, $text)) if $status < 200 || $status > 299;
${answerLines(plan)}`;

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
  { name: "main.pl", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.pl",
    source: code`${beginning}
binmode STDOUT, ':utf8';

print "$_\x1e" for (
    ${texts.map((text) => code`${text},`)}
);
`,
  },
];
