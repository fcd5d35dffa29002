import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { failure, imports, keys, main, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const clientImports = (auth: Auth): readonly string[] => [
  "java.net.http.HttpClient",
  "java.net.http.HttpRequest",
  "java.net.http.HttpResponse",
  "java.time.Duration",
  "java.time.Instant",
  "java.time.OffsetDateTime",
  "java.time.ZonedDateTime",
  "java.time.format.DateTimeFormatter",
  "java.time.format.DateTimeParseException",
  "java.util.concurrent.ExecutionException",
  "java.util.concurrent.TimeUnit",
  "java.util.concurrent.TimeoutException",
  ...(auth.scheme === "basic" ? ["java.util.Base64"] : []),
  ...(auth.scheme === "apiKey" && auth.in === "query" ? ["java.net.URLEncoder"] : []),
];

const requestImports = onceFor((auth: Auth) => imports(clientImports(auth)));

const constants = code`static final int ATTEMPTS = ${attempts} // only HTTP 429 is tried again
static final Duration MAX_WAIT = Duration.ofSeconds(${maxWaitSeconds}) // a longer Retry-After is not waited for
static final Duration TIMEOUT = Duration.ofSeconds(${timeoutSeconds}) // for a whole answer`;

const environment = code`static String environment(String name) {
    String value = System.getenv(name)
    if (!value) throw new Failure(2, "Set $name in the environment.")
    return value
}`;

const encoded = (text: Source): Source => code`URLEncoder.encode(${text}, 'UTF-8').replace('+', '%20')`;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers['Authorization'] = 'Bearer ' + environment(${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`String credentials = environment(${literal(auth.userEnvironment)}) + ':' + environment(${literal(auth.passwordEnvironment)})
headers['Authorization'] = 'Basic ' + Base64.encoder.encodeToString(credentials.getBytes(StandardCharsets.UTF_8))`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key}`];
  return [code`target += (target.contains('?') ? '&' : '?') + ${encoded(literal(auth.name))} + '=' + ${encoded(key)}`];
});

const credentialHeader = credentialHeaderBy(literal);

const sending = (
  plan: RequestPlan,
): Source => code`static Answer exchange(URI address, Map<String, String> headers, String body) {
    def client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build()
    def publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)
    def request = HttpRequest.newBuilder(address).method(${literal(plan.method)}, publisher)
    headers.each { name, value -> request.header(name, value) }
    try {
        // The request's own timeout would end with the headers.
        HttpResponse<String> response = client
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .get(TIMEOUT.seconds, TimeUnit.SECONDS)
        return new Answer(
            status: response.statusCode(),
            retryAfter: response.headers().firstValue('Retry-After').orElse(null),
            location: response.headers().firstValue('Location').orElse(null),
            text: response.body())
    } catch (ExecutionException error) {
        throw new IOException(error.cause)
    } catch (TimeoutException error) {
        throw new IOException('timeout', error)
    }
}

/** Follows redirects that repeat the request; the credential stays with its host. */
static Answer send(URI address, Map<String, String> headers, String body) {
    for (int sent = 0; sent <= ${maxRedirects}; sent++) {
        Answer answer = exchange(address, headers, body)
        boolean repeats = answer.status in [${ours(plan.body === undefined ? "301, 302, 303, 307, 308" : "307, 308")}]
        if (!repeats || answer.location == null) return answer
        URI next = address.resolve(answer.location)
        if (next.scheme != address.scheme || next.authority != address.authority) {
            headers = new LinkedHashMap<String, String>(headers)
            headers.remove(${credentialHeader(plan.auth)})
        }
        address = next
    }
    throw new IOException('too many redirects')
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`/** Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds. */
static Duration waitTime(String retryAfter, int attempt) {
    if (retryAfter ==~ /\d{1,9}/) return Duration.ofSeconds(Long.parseLong(retryAfter))
    try {
        def wait = Duration.between(Instant.now(), moment(retryAfter ?: ''))
        return wait.isNegative() ? Duration.ZERO : wait
    } catch (DateTimeParseException unreadable) {
        return Duration.ofSeconds(1L << attempt)
    }
}

static Instant moment(String date) {
    try {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
    } catch (DateTimeParseException other) {
        return OffsetDateTime.parse(date).toInstant()
    }
}

static String errorMessage(int status, String text) {
    JsonElement error
    try {
        error = parse(text)
    } catch (Exception notJson) {
        error = JsonNull.INSTANCE
    }
    JsonElement code = at(error${keys(error.code)})
    JsonElement message = at(error${keys(error.message)})
    return 'HTTP ' + status + (code.isJsonPrimitive() ? ', code ' + code.asString : '') + ': ' +
        (message.isJsonPrimitive() ? message.asString : 'refused') + '\n' + text
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`println(response.text)`
    : code`if (response.status == 204) return
JsonElement answer
try {
    answer = parse(response.text)
} catch (Exception error) {
    throw new Failure(4, "HTTP $response.status with a body that is not JSON: $error.message")
}
println(response.text)
${variableLines(response)}`;

const running = (
  plan: RequestPlan,
): Source => code`static Answer sendPatiently(String target, Map<String, String> headers, String body) {
    try {
        for (int attempt = 0; ; attempt++) {
            Answer response = send(URI.create(target), headers, body)
            Duration wait = waitTime(response.retryAfter, attempt)
            if (response.status != 429 || wait > MAX_WAIT || attempt == ATTEMPTS - 1) return response
            System.err.println("HTTP 429: trying again in \${wait.plusMillis(999).seconds} s")
            Thread.sleep(wait.toMillis() + 1)
        }
    } catch (Exception error) {
        throw new Failure(2, "No answer: $error")
    }
}

static void run() {
    String target = System.getenv('API_BASE_URL') ?: ${literal(plan.baseUrl)}
    target = target.replaceAll('/+$', '') + ${literal(plan.target)}
    Map<String, String> headers = [:]
    ${plan.headers.map(([name, value]) => code`headers[${literal(name)}] = ${literal(value)}`)}
    ${credentialLines(plan.auth)}
    String body = ${plan.body === undefined ? ours("null") : literal(plan.body)}
    Answer response = sendPatiently(target, headers, body)
    if (response.status < 200 || response.status > 299) throw new Failure(3, errorMessage(response.status, response.text))
    ${answerLines(plan)}
}`;

const members = (plan: RequestPlan): Source =>
  joined(
    [
      constants,
      main,
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      sending(plan),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "Main.groovy",
    source: code`// Groovy 2.4 or newer on Java 11 or newer, with Gson.
${heading(plan, "//")}
${requestImports(plan.auth)}

${failure}

/** An answer with the whole body; what the header does not hold is null. */
class Answer {
    int status
    String retryAfter
    String location
    String text
}

@CompileStatic
class Main {
    ${members(plan)}
}`,
  },
];
