import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { bytes, literal } from "./literal.ts";
import { at, fail, pathOf, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const format = code`// Text that is used until the program ends.
static char *format(const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0) fail(2, "Out of memory.");
    va_end(arguments);
    return text;
}`;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [
      code`headers = curl_slist_append(headers, format("Authorization: Bearer %s", environment(${literal(auth.environment)})));`,
    ];
  if (auth.scheme === "basic")
    return [
      code`curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
curl_easy_setopt(curl, CURLOPT_USERNAME, environment(${literal(auth.userEnvironment)}));
curl_easy_setopt(curl, CURLOPT_PASSWORD, environment(${literal(auth.passwordEnvironment)}));`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header")
    return [code`headers = curl_slist_append(headers, format("%s: %s", ${literal(auth.name)}, ${key}));`];
  return [
    code`url = format("%s%s%s=%s", url, strchr(url, '?') == NULL ? "?" : "&", curl_easy_escape(curl, ${literal(auth.name)}, 0),
             curl_easy_escape(curl, ${key}, 0));`,
  ];
});

/** curl keeps \`Authorization\` with its host, but no other header. */
const redirects = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? []
    : [
        code`curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L); // to another host without Authorization
curl_easy_setopt(curl, CURLOPT_MAXREDIRS, ${maxRedirects}L);`,
      ],
);

const method = (name: string): Source =>
  name === "HEAD"
    ? ours("curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);")
    : code`curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, ${literal(name)});`;

const environment = code`static const char *environment(const char *name)
{
    const char *value = getenv(name);
    if (value == NULL || *value == '\0') fail(2, "Set %s in the environment.", name);
    return value;
}`;

const opening = (plan: RequestPlan): Source => code`// C11 with libcurl and cJSON.
${heading(plan, "//")}
#define _GNU_SOURCE

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cjson/cJSON.h>
#include <curl/curl.h>

enum {
    attempts = ${attempts}, // only HTTP 429 is tried again
    max_wait = ${maxWaitSeconds}, // seconds; a longer Retry-After is not waited for
    timeout = ${timeoutSeconds}, // seconds without an answer or its next piece
};

${fail}

${format}

${
  plan.auth.scheme === "none"
    ? []
    : [
        code`${environment}
`,
      ]
}`;

const receiving = code`typedef struct {
    long status;
    char retry_after[64];
    char *body; // ends with NUL
    size_t size;
} Response;

static size_t take_body(char *data, size_t size, size_t count, void *user)
{
    Response *response = user;
    char *body = realloc(response->body, response->size + size * count + 1);
    if (body == NULL) return 0;
    response->body = body;
    memcpy(body + response->size, data, size * count);
    response->size += size * count;
    response->body[response->size] = '\0';
    return size * count;
}

static size_t take_header(char *data, size_t size, size_t count, void *user)
{
    static const char name[] = "Retry-After:";
    const size_t skip = sizeof name - 1;
    Response *response = user;
    if (size * count > skip && curl_strnequal(data, name, skip)) {
        char *line = strndup(data + skip, size * count - skip);
        if (line == NULL || sscanf(line, " %63[^\r\n]", response->retry_after) != 1) response->retry_after[0] = '\0';
        free(line);
    }
    return size * count;
}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`// Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
static long wait_seconds(const char *retry_after, int attempt)
{
    if (*retry_after != '\0' && strlen(retry_after) < 10 && strspn(retry_after, "0123456789") == strlen(retry_after))
        return atol(retry_after);
    struct tm date = {0};
    const char *end = strptime(retry_after, "%Y-%m-%dT%H:%M:%S", &date);
    const time_t moment = end == NULL ? curl_getdate(retry_after, NULL) : timegm(&date), now = time(NULL);
    if (moment < 0) return 1L << attempt;
    return moment > now ? (long)(moment - now) : 0;
}

${at}

static const char *text_at(const cJSON *error, const char *const *path)
{
    const cJSON *value = at(error, path);
    if (value == NULL) return NULL;
    return cJSON_IsString(value) ? value->valuestring : cJSON_PrintUnformatted(value);
}

static char *error_message(const Response *response)
{
    const cJSON *error = cJSON_Parse(response->body);
    const char *code = text_at(error, ${pathOf(error.code)});
    const char *message = text_at(error, ${pathOf(error.message)});
    return format("HTTP %ld%s%s: %s\n%s", response->status, code == NULL ? "" : ", code ", code == NULL ? "" : code,
                  message == NULL ? "refused" : message, response->body);
}`,
);

const sending = (plan: RequestPlan): Source => code`static void send_once(CURL *curl, Response *response)
{
    free(response->body);
    *response = (Response){.body = calloc(1, 1)};
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, response);
    const CURLcode result = curl_easy_perform(curl);
    if (result != CURLE_OK) fail(2, "No answer: %s", curl_easy_strerror(result));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response->status);
}

static CURL *make_request(void)
{
    CURL *curl = curl_easy_init();
    if (curl == NULL) fail(2, "libcurl cannot be set up.");
    const char *base = getenv("API_BASE_URL");
    if (base == NULL || *base == '\0') base = ${literal(plan.baseUrl)};
    int length = (int)strlen(base);
    while (length > 0 && base[length - 1] == '/') length--;
    char *url = format("%.*s%s", length, base, ${literal(plan.target)});
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:"); // large bodies are sent without asking first
    ${plan.headers.map(([name, value]) => code`headers = curl_slist_append(headers, ${literal(value === "" ? `${name};` : `${name}: ${value}`)});`)}
    ${credentialLines(plan.auth)}
    curl_easy_setopt(curl, CURLOPT_URL, url);
    ${method(plan.method)}
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    ${
      plan.body === undefined
        ? []
        : [
            code`static const char body[] = ${bytes(plan.body)};
curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)sizeof body - 1);`,
          ]
    }
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    ${redirects(plan.auth)}
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)timeout);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)timeout);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    return curl;
}`;

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? ours(`puts(response.body);`)
    : code`if (response.status == 204) return 0;
const cJSON *answer = cJSON_ParseWithOpts(response.body, NULL, true);
if (answer == NULL) fail(4, "HTTP %ld with a body that is not JSON.", response.status);
puts(response.body);
${variableLines(plan.response)}`;

const ending = (plan: RequestPlan): Source => code`int main(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *curl = make_request();
    Response response = {0};
    for (int attempt = 0; attempt < attempts; attempt++) {
        send_once(curl, &response);
        const long wait = wait_seconds(response.retry_after, attempt);
        if (response.status != 429 || wait > max_wait || attempt == attempts - 1) break;
        fprintf(stderr, "HTTP 429: trying again in %ld s\n", wait);
        sleep((unsigned)wait);
    }
    if (response.status < 200 || response.status > 299) fail(3, "%s", error_message(&response));
    ${answerLines(plan)}
    return 0;
}`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      receiving,
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers(plan.response)]),
      sending(plan),
      ending(plan),
    ],
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.c", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.c",
    source: code`#include <stdio.h>

static const char *const texts[] = {
    ${texts.map((text) => code`${text},`)}
};

int main(void)
{
    for (size_t index = 0; index < sizeof texts / sizeof *texts; index++) printf("%s\x1e", texts[index]);
    return 0;
}
`,
  },
];
