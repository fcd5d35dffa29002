import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { lineComments } from "../../comment.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { failure, gson, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

/** What every program imports; a client adds its own. */
const commonImports: readonly string[] = [
  "com.google.gson.Gson",
  "com.google.gson.GsonBuilder",
  "com.google.gson.JsonElement",
  "com.google.gson.JsonNull",
  "com.google.gson.JsonParseException",
  "com.google.gson.stream.JsonReader",
  "com.google.gson.stream.JsonToken",
  "java.io.FileDescriptor",
  "java.io.FileOutputStream",
  "java.io.IOException",
  "java.io.PrintStream",
  "java.io.StringReader",
  "java.nio.charset.StandardCharsets",
  "java.util.ArrayList",
  "java.util.List",
];

export const imports = (more: readonly string[]): readonly Source[] =>
  [...new Set([...commonImports, ...more])].toSorted().map((name) => ours(`import ${name};`));

const requestImports = (auth: Auth): readonly string[] => [
  "java.net.URI",
  "java.time.Duration",
  "java.time.Instant",
  "java.time.OffsetDateTime",
  "java.time.ZonedDateTime",
  "java.time.format.DateTimeFormatter",
  "java.time.format.DateTimeParseException",
  "java.util.LinkedHashMap",
  "java.util.Map",
  ...(auth.scheme === "basic" ? ["java.util.Base64"] : []),
  ...(auth.scheme === "apiKey" && auth.in === "query" ? ["java.net.URLEncoder"] : []),
];

/** The imports of a program that sends, with what its client needs. */
export const importsWith = (client: readonly string[]): ((auth: Auth) => Source) =>
  onceFor((auth: Auth) => imports([...client, ...requestImports(auth)]));

const environment = code`static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
        throw new Failure(2, "Set " + name + " in the environment.");
    }
    return value;
}`;

const encoded = (text: Source): Source => code`URLEncoder.encode(${text}, StandardCharsets.UTF_8).replace("+", "%20")`;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers.put("Authorization", "Bearer " + environment(${literal(auth.environment)}));`];
  if (auth.scheme === "basic")
    return [
      code`String credentials = environment(${literal(auth.userEnvironment)}) + ":" + environment(${literal(auth.passwordEnvironment)});
headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers.put(${literal(auth.name)}, ${key});`];
  return [code`target += (target.contains("?") ? "&" : "?") + ${encoded(literal(auth.name))} + "=" + ${encoded(key)};`];
});

const credentialHeader = credentialHeaderBy(literal);

export const constants = code`static final int ATTEMPTS = ${attempts}; // only HTTP 429 is tried again
static final Duration MAX_WAIT = Duration.ofSeconds(${maxWaitSeconds}); // a longer Retry-After is not waited for
static final Duration TIMEOUT = Duration.ofSeconds(${timeoutSeconds}); // for a whole answer
${gson}

/** An answer with the whole body; what the header does not hold is null. */
record Answer(int status, String retryAfter, String location, String text) {}`;

const sending = (
  plan: RequestPlan,
): Source => code`/** Follows redirects that repeat the request; the credential stays with its host. */
static Answer send(URI address, Map<String, String> headers, String body) throws IOException, InterruptedException {
    for (int sent = 0; sent <= ${maxRedirects}; sent++) {
        Answer answer = exchange(address, headers, body);
        boolean repeats = answer.status() == 307 || answer.status() == 308${plan.body === undefined ? ours(" || answer.status() / 10 == 30") : ours("")};
        if (!repeats || answer.location() == null) {
            return answer;
        }
        URI next = address.resolve(answer.location());
        if (!next.getScheme().equals(address.getScheme()) || !next.getAuthority().equals(address.getAuthority())) {
            headers = new LinkedHashMap<>(headers);
            headers.remove(${credentialHeader(plan.auth)});
        }
        address = next;
    }
    throw new IOException("too many redirects");
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`/** Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds. */
static Duration waitTime(String retryAfter, int attempt) {
    if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    Duration wait;
    try {
        wait = Duration.between(Instant.now(), moment(retryAfter == null ? "" : retryAfter));
    } catch (DateTimeParseException unreadable) {
        return Duration.ofSeconds(1L << attempt);
    }
    return wait.isNegative() ? Duration.ZERO : wait;
}

static Instant moment(String date) {
    try {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException other) {
        return OffsetDateTime.parse(date).toInstant();
    }
}

static String errorMessage(int status, String text) {
    JsonElement error;
    try {
        error = parse(text);
    } catch (IOException | JsonParseException notJson) {
        error = JsonNull.INSTANCE;
    }
    JsonElement code = at(error, ${joined(error.code.map(literal), ", ")});
    JsonElement message = at(error, ${joined(error.message.map(literal), ", ")});
    return "HTTP " + status + (code.isJsonPrimitive() ? ", code " + code.getAsString() : "") + ": "
        + (message.isJsonPrimitive() ? message.getAsString() : "refused") + "\n" + text;
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`System.out.println(response.text());`
    : code`if (response.status() == 204) {
    return;
}
JsonElement answer;
try {
    answer = parse(response.text());
} catch (IOException | JsonParseException error) {
    throw new Failure(4, "HTTP " + response.status() + " with a body that is not JSON: " + error.getMessage());
}
System.out.println(response.text());
${variableLines(response)}`;

const running = (
  plan: RequestPlan,
): Source => code`static Answer sendPatiently(String target, Map<String, String> headers, String body) throws InterruptedException {
    try {
        for (int attempt = 0; ; attempt++) {
            Answer response = send(URI.create(target), headers, body);
            Duration wait = waitTime(response.retryAfter(), attempt);
            if (response.status() != 429 || wait.compareTo(MAX_WAIT) > 0 || attempt == ATTEMPTS - 1) {
                return response;
            }
            System.err.println("HTTP 429: trying again in " + (wait.toMillis() + 999) / 1000 + " s");
            Thread.sleep(wait.toMillis() + 1);
        }
    } catch (IOException | IllegalArgumentException error) {
        throw new Failure(2, "No answer: " + error);
    }
}

static void run() throws InterruptedException {
    String target = System.getenv("API_BASE_URL");
    if (target == null || target.isEmpty()) {
        target = ${literal(plan.baseUrl)};
    }
    target = target.replaceAll("/+$", "") + ${literal(plan.target)};
    Map<String, String> headers = new LinkedHashMap<>();
    ${plan.headers.map(([name, value]) => code`headers.put(${literal(name)}, ${literal(value)});`)}
    ${credentialLines(plan.auth)}
    String body = ${plan.body === undefined ? ours("null") : literal(plan.body)};
    Answer response = sendPatiently(target, headers, body);
    if (response.status() < 200 || response.status() > 299) {
        throw new Failure(3, errorMessage(response.status(), response.text()));
    }
    ${answerLines(plan)}
}`;

/** The members of the class beside the client's `exchange(address, headers, body)`. */
export const members = (plan: RequestPlan, exchange: Source): Source =>
  joined(
    [
      constants,
      failure,
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      exchange,
      sending(plan),
      failing(plan.error),
      parse,
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "Main.java",
    source: code`import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public final class Main {
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        ${Array.from({ length: Math.ceil(texts.length / 200) }, (_one, index) => code`put${index}(out);`)}
        out.flush();
    }
    ${Array.from(
      { length: Math.ceil(texts.length / 200) },
      (_one, index) => code`
static void put${index}(PrintStream out) {
    ${texts.slice(200 * index, 200 * (index + 1)).map((text) => code`out.print(${text} + '\u001e');`)}
}`,
    )}
}
`,
  },
];
