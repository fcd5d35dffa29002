import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { at, fail, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`request.Header.Set("Authorization", "Bearer "+environment(${literal(auth.environment)}))`];
  if (auth.scheme === "basic")
    return [
      code`request.SetBasicAuth(environment(${literal(auth.userEnvironment)}), environment(${literal(auth.passwordEnvironment)}))`,
    ];
  if (auth.in === "query") return []; // see queryKey
  return [code`request.Header.Set(${literal(auth.name)}, environment(${literal(auth.environment)}))`];
});

const queryKey = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`separator := "?"
if strings.Contains(target, "?") {
	separator = "&"
}
key := url.QueryEscape(${literal(auth.name)}) + "=" + url.QueryEscape(environment(${literal(auth.environment)}))
target += separator + strings.ReplaceAll(key, "+", "%20")`,
      ]
    : [],
);

const credentialHeader = credentialHeaderBy(literal);

const imports = onceFor((auth: Auth): readonly Source[] => {
  const names = ["bytes", "encoding/json", "errors", "fmt", "io", "net/http", "os", "strconv", "strings", "time"];
  if (auth.scheme === "apiKey" && auth.in === "query") names.push("net/url");
  return names.toSorted().map((name) => ours(`"${name}"`));
});

const environment = code`func environment(name string) string {
	value := os.Getenv(name)
	if value == "" {
		fail(2, "Set "+name+" in the environment.")
	}
	return value
}`;

const opening = (plan: RequestPlan): Source => code`// Go 1.19 or newer, standard library only.
${heading(plan, "//")}
package main

import (
	${imports(plan.auth)}
)

const (
	attempts = ${attempts}                // only HTTP 429 is tried again
	maxWait  = ${maxWaitSeconds} * time.Second // a longer Retry-After is not waited for
	timeout  = ${timeoutSeconds} * time.Second // for a whole answer
)

${fail}`;

const sending = (
  plan: RequestPlan,
): Source => code`// redirect follows where the request is repeated as it was, and leaves the credential with its host.
func redirect(request *http.Request, via []*http.Request) error {
	before := via[len(via)-1]
	if request.Method != before.Method {
		return http.ErrUseLastResponse
	}
	if len(via) > ${maxRedirects} {
		return errors.New("too many redirects")
	}
	if request.URL.Scheme != before.URL.Scheme || request.URL.Host != before.URL.Host {
		request.Header.Del(${credentialHeader(plan.auth)})
	}
	request.Header.Del("Referer") // it would tell the whole address
	return nil
}

// send gives the answer and its whole body.
func send(target string) (*http.Response, []byte, error) {
	request, err := http.NewRequest(${literal(plan.method)}, target, ${plan.body === undefined ? ours("nil") : code`strings.NewReader(${literal(plan.body)})`})
	if err != nil {
		return nil, nil, err
	}
	request.Close = true // what went wrong is not sent again on a second connection
	${plan.headers.map(([name, value]) => code`request.Header.Set(${literal(name)}, ${literal(value)})`)}
	${credentialLines(plan.auth)}
	client := http.Client{Timeout: timeout, CheckRedirect: redirect}
	response, err := client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response, text, err
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`// waitTime reads Retry-After: seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
func waitTime(retryAfter string, attempt int) time.Duration {
	if seconds, err := strconv.ParseUint(retryAfter, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	moment, err := http.ParseTime(retryAfter)
	if err != nil {
		moment, err = time.Parse(time.RFC3339, retryAfter)
	}
	if err != nil {
		return time.Second << attempt
	}
	if wait := time.Until(moment); wait > 0 {
		return wait
	}
	return 0
}

${parse}

${at}

func errorMessage(status int, text []byte) string {
	answer, _ := parse(text)
	code, message := "", "refused"
	if value := at(answer, ${joined(error.code.map(literal), ", ")}); value != nil {
		code = fmt.Sprintf(", code %v", value)
	}
	if value := at(answer, ${joined(error.message.map(literal), ", ")}); value != nil {
		message = fmt.Sprint(value)
	}
	return fmt.Sprintf("HTTP %d%s: %s\n%s", status, code, message, text)
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`fmt.Printf("%s\n", text)`
    : code`if response.StatusCode == http.StatusNoContent {
	return
}
answer, err := parse(text)
if err != nil {
	fail(4, fmt.Sprintf("HTTP %d with a body that is not JSON: %v", response.StatusCode, err))
}
fmt.Printf("%s\n", text)
${variableLines(response)}`;

const judging = (plan: RequestPlan): Source => code`func main() {
	target := os.Getenv("API_BASE_URL")
	if target == "" {
		target = ${literal(plan.baseUrl)}
	}
	target = strings.TrimRight(target, "/") + ${literal(plan.target)}
	${queryKey(plan.auth)}
	response, text, err := send(target)
	for attempt := 0; err == nil && response.StatusCode == http.StatusTooManyRequests && attempt < attempts-1; attempt++ {
		wait := waitTime(response.Header.Get("Retry-After"), attempt)
		if wait > maxWait {
			break
		}
		fmt.Fprintf(os.Stderr, "HTTP 429: trying again in %.0f s\n", wait.Seconds())
		time.Sleep(wait)
		response, text, err = send(target)
	}
	if err != nil {
		fail(2, "No answer: "+err.Error())
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		fail(3, errorMessage(response.StatusCode, text))
	}
	${answerLines(plan)}
}`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      sending(plan),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      judging(plan),
    ],
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.go", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.go",
    source: code`package main

import "os"

func main() {
	for _, text := range []string{
		${texts.map((text) => code`${text},`)}
	} {
		os.Stdout.WriteString(text + "\x1e")
	}
}
`,
  },
];
