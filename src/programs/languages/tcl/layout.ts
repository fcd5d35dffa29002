import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { list, literal } from "./literal.ts";
import { at, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const opening = (plan: RequestPlan): Source => code`# Tcl 8.6 with TclCurl and tDOM: tclsh -encoding utf-8 main.tcl
${heading(plan, "#")}
package require Tcl 8.6.2
package require TclCurl
package require tdom

set attempts ${attempts} ;# only HTTP 429 is tried again
set max_wait ${maxWaitSeconds} ;# seconds; a longer Retry-After is not waited for
set timeout ${timeoutSeconds} ;# seconds without an answer or its next piece

${fail}`;

const environment = code`proc environment {name} {
    if {![info exists ::env($name)] || $::env($name) eq ""} {fail 2 "Set $name in the environment."}
    return $::env($name)
}`;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`lappend headers "Authorization: Bearer [environment ${literal(auth.environment)}]"`];
  if (auth.scheme === "basic")
    return [
      code`set credentials "[environment ${literal(auth.userEnvironment)}]:[environment ${literal(auth.passwordEnvironment)}]"
lappend headers "Authorization: Basic [binary encode base64 [encoding convertto utf-8 $credentials]]"`,
    ];
  const key = code`[environment ${literal(auth.environment)}]`;
  if (auth.in === "header") return [code`lappend headers [string cat ${literal(`${auth.name}: `)} ${key}]`];
  return [
    code`append url [expr {[string first ? $url] < 0 ? "?" : "&"}] [curl::escape ${literal(auth.name)}] = [curl::escape ${key}]`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const bodyFile = (body: string): Source => code`# TclCurl would send text as Tcl keeps it; from a file go the bytes.
set file [file tempfile body_file]
fconfigure $file -translation binary
puts -nonewline $file [encoding convertto utf-8 ${literal(body)}]
close $file`;

const method = (plan: RequestPlan): Source => {
  if (plan.method === "HEAD") return ours("-nobody 1");
  return plan.body === undefined
    ? code`-customrequest ${literal(plan.method)}`
    : code`-customrequest ${literal(plan.method)} -upload 1 -infile $::body_file -infilesize [file size $::body_file]`;
};

const sending = (plan: RequestPlan): Source => code`proc send_once {url headers} {
    set text ""
    set handle [curl::init]
    $handle configure -url $url -httpheader $headers ${method(plan)} \
        -protocols {http https} -followlocation 0 -bodyvar text -headervar received \
        -connecttimeout $::timeout -lowspeedlimit 1 -lowspeedtime $::timeout
    if {[catch {$handle perform} problem]} {
        ${plan.body === undefined ? [] : ours("file delete $::body_file")}
        fail 2 "No answer: [curl::easystrerror $problem]"
    }
    set retry_after ""
    foreach {name value} [array get received] {
        if {[string equal -nocase $name Retry-After]} {set retry_after $value}
    }
    set response [dict create status [$handle getinfo responsecode] retry_after $retry_after \
        redirect [$handle getinfo redirecturl] text [encoding convertfrom utf-8 $text]]
    $handle cleanup
    return $response
}

proc origin {url} {
    regexp {^[^:]+://[^/?#]*} [string tolower $url] origin
    return $origin
}

# Follows redirects that repeat the request; the credential stays with its host.
proc send_request {url headers} {
    for {set sent 0} {$sent <= ${maxRedirects}} {incr sent} {
        set response [send_once $url $headers]
        set target [dict get $response redirect]
        if {[dict get $response status] ni {${ours(plan.body === undefined ? "301 302 303 307 308" : "307 308")}} || $target eq ""} {return $response}
        if {[origin $target] ne [origin $url]} {
            set headers [lmap header $headers {
                if {[string match -nocase [string cat ${credentialHeader(plan.auth)} ":*"] $header]} continue
                string cat $header
            }]
        }
        set url $target
    }
    ${plan.body === undefined ? [] : ours("file delete $::body_file")}
    fail 2 "No answer: too many redirects"
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`# Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
proc wait_seconds {retry_after attempt} {
    if {[string is digit -strict $retry_after]} {return $retry_after}
    set date [regsub {\.\d+Z$} $retry_after Z]
    foreach format {"%a, %d %b %Y %H:%M:%S GMT" "%Y-%m-%dT%H:%M:%SZ"} {
        if {![catch {clock scan $date -format $format -gmt 1} moment]} {return [expr {max(0, $moment - [clock seconds])}]}
    }
    return [expr {2 ** $attempt}]
}

${at}

proc plain {node} {
    return [expr {$node eq "" || [type $node] in {object list} ? "" : [$node nodeValue]}]
}

proc error_message {status text} {
    if {[catch {parse $text} error]} {set error ""}
    set code [plain [at $error ${list(error.code)}]]
    set message [plain [at $error ${list(error.message)}]]
    return "HTTP $status[expr {$code eq "" ? "" : ", code $code"}]: [expr {$message eq "" ? "refused" : $message}]\n$text"
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`puts $text`
    : code`if {$status == 204} exit
if {[catch {parse $text} answer]} {fail 4 "HTTP $status with a body that is not JSON: $answer"}
puts $text
${variableLines(response)}`;

const running = (plan: RequestPlan): Source => code`set url ${literal(plan.baseUrl)}
if {[info exists env(API_BASE_URL)] && $env(API_BASE_URL) ne ""} {set url [string trimright $env(API_BASE_URL) /]}
append url ${literal(plan.target)}
set headers [list Expect:] ;# large bodies are sent without asking first
${plan.headers.map(([name, value]) => code`lappend headers ${literal(value === "" ? `${name};` : `${name}: ${value}`)}`)}
${credentialLines(plan.auth)}
${plan.body === undefined ? [] : bodyFile(plan.body)}
for {set attempt 0} {$attempt < $attempts} {incr attempt} {
    set response [send_request $url $headers]
    set wait [wait_seconds [dict get $response retry_after] $attempt]
    if {[dict get $response status] != 429 || $wait > $max_wait || $attempt == $attempts - 1} break
    puts stderr "HTTP 429: trying again in $wait s"
    after [expr {$wait * 1000}]
}
${plan.body === undefined ? [] : ours("file delete $body_file")}
set status [dict get $response status]
set text [dict get $response text]
if {$status < 200 || $status > 299} {fail 3 [error_message $status $text]}
${answerLines(plan)}`;

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
  { name: "main.tcl", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.tcl",
    source: code`fconfigure stdout -encoding utf-8 -translation lf
${texts.map((text) => code`puts -nonewline [string cat ${text} "\x1e"]`)}
`,
  },
];
