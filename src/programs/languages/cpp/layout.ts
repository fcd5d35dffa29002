import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { answerReaders } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers.push_back("Authorization: Bearer " + environment(${literal(auth.environment)}));`];
  if (auth.scheme === "basic")
    return [
      code`credentials = environment(${literal(auth.userEnvironment)}) + ":" + environment(${literal(auth.passwordEnvironment)});`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers.push_back(${literal(`${auth.name}: `)} + ${key});`];
  return [
    code`url += (url.find('?') == std::string::npos ? "?" : "&") + escaped(${literal(auth.name)}) + "=" + escaped(${key});`,
  ];
});

const escaper = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`std::string escaped(const std::string &text)
{
    char *encoded = curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()));
    std::string result = encoded == nullptr ? "" : encoded;
    curl_free(encoded);
    return result;
}
`,
      ]
    : [],
);

/** curl keeps `Authorization` with its host, but no other header. */
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
    : code`curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, (${literal(name)}).c_str());`;

const basic = ({ auth }: RequestPlan): readonly Source[] =>
  auth.scheme === "basic"
    ? [
        code`curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
curl_easy_setopt(curl, CURLOPT_USERNAME, credentials.substr(0, credentials.find(':')).c_str());
curl_easy_setopt(curl, CURLOPT_PASSWORD, credentials.substr(credentials.find(':') + 1).c_str());`,
      ]
    : [];

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? ours(`std::cout << response.body << "\\n";`)
    : code`if (response.status == 204) return 0;
json answer;
try {
    answer = json::parse(response.body);
} catch (const json::exception &error) {
    fail(4, "HTTP " + std::to_string(response.status) + " with a body that is not JSON: " + error.what());
}
std::cout << response.body << "\n";
${variableLines(plan.response)}`;

const path = (keys: readonly string[]): Source => code`{${joined(keys.map(literal), ", ")}}`;

export const fail = code`[[noreturn]] void fail(int exit_code, const std::string &message)
{
    std::cout.flush();
    std::cerr << message << std::endl;
    std::exit(exit_code);
}`;

export const at = code`json at(json value, const std::vector<std::string> &path)
{
    for (const std::string &key : path) {
        if (!value.is_object() || !value.contains(key)) return nullptr;
        value = json(value[key]);
    }
    return value;
}`;

const opening = (plan: RequestPlan): Source => code`// C++17 with libcurl and nlohmann/json.
${heading(plan, "//")}
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <curl/curl.h>
#include <nlohmann/json.hpp>

using namespace std::string_literals;
using nlohmann::json;

namespace {

constexpr int attempts = ${attempts}; // only HTTP 429 is tried again
constexpr long max_wait = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
constexpr long timeout = ${timeoutSeconds}; // seconds without an answer or its next piece

${fail}

[[maybe_unused]] std::string environment(const std::string &name)
{
    const char *value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') fail(2, "Set " + name + " in the environment.");
    return value;
}

struct Response {
    long status = 0;
    std::string retry_after;
    std::string body;
};

std::size_t take_body(char *data, std::size_t size, std::size_t count, void *response)
{
    static_cast<Response *>(response)->body.append(data, size * count);
    return size * count;
}`;

const sending = (
  plan: RequestPlan,
): Source => code`std::size_t take_header(char *data, std::size_t size, std::size_t count, void *response)
{
    static const std::string name = "retry-after:";
    std::string line(data, size * count);
    if (line.size() > name.size() && curl_strnequal(line.c_str(), name.c_str(), name.size())) {
        line.erase(0, line.find_first_not_of(" \t", name.size()));
        line.erase(line.find_last_not_of(" \t\r\n") + 1);
        static_cast<Response *>(response)->retry_after = line;
    }
    return size * count;
}

Response send(const std::string &url, const std::vector<std::string> &headers, const std::string &credentials,
              const std::optional<std::string> &body)
{
    Response response;
    CURL *curl = curl_easy_init();
    curl_slist *list = nullptr;
    for (const std::string &header : headers) list = curl_slist_append(list, header.c_str());
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    ${method(plan.method)}
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    ${basic(plan)}
    if (body) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    }
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    ${redirects(plan.auth)}
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, timeout);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, timeout);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &response);
    const CURLcode result = curl_easy_perform(curl);
    if (result != CURLE_OK) fail(2, "No answer: "s + curl_easy_strerror(result));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return response;
}`;

const judging = (
  plan: RequestPlan,
): Source => code`// Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
long wait_seconds(const std::string &retry_after, int attempt)
{
    if (!retry_after.empty() && retry_after.size() < 10 && retry_after.find_first_not_of("0123456789") == std::string::npos)
        return std::stol(retry_after);
    std::tm date{};
    const char *end = strptime(retry_after.c_str(), "%Y-%m-%dT%H:%M:%S", &date);
    const std::time_t moment = end == nullptr ? curl_getdate(retry_after.c_str(), nullptr) : timegm(&date);
    if (moment < 0) return 1L << attempt;
    return std::max(0L, static_cast<long>(moment - std::time(nullptr)));
}

${at}

std::string error_message(const Response &response)
{
    const json error = json::parse(response.body, nullptr, false);
    const json code = at(error, ${path(plan.error.code)}), message = at(error, ${path(plan.error.message)});
    return "HTTP " + std::to_string(response.status) +
           (code.is_null() ? "" : ", code " + (code.is_string() ? code.get<std::string>() : code.dump())) + ": " +
           (message.is_string() ? message.get<std::string>() : "refused") + "\n" + response.body;
}

${escaper(plan.auth)}
${answerReaders(plan.response)}
} // namespace`;

const ending = (plan: RequestPlan): Source => code`int main()
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const char *base = std::getenv("API_BASE_URL");
    std::string url = base != nullptr && *base != '\0' ? base : ${literal(plan.baseUrl)};
    while (!url.empty() && url.back() == '/') url.pop_back();
    url += ${literal(plan.target)};
    std::vector<std::string> headers = {
        ${plan.headers.map(([name, value]) => code`${literal(value === "" ? `${name};` : `${name}: ${value}`)},`)}
        "Expect:", // large bodies are sent without asking first
    };
    std::string credentials;
    ${credentialLines(plan.auth)}
    const std::optional<std::string> body = ${plan.body === undefined ? ours("std::nullopt") : literal(plan.body)};
    Response response;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        response = send(url, headers, credentials, body);
        const long wait = wait_seconds(response.retry_after, attempt);
        if (response.status != 429 || wait > max_wait || attempt == attempts - 1) break;
        std::cerr << "HTTP 429: trying again in " << wait << " s" << std::endl;
        std::this_thread::sleep_for(std::chrono::seconds(wait));
    }
    if (response.status < 200 || response.status > 299) fail(3, error_message(response));
    ${answerLines(plan)}
    return 0;
}`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined([opening(plan), sending(plan), judging(plan), ending(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.cpp", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.cpp",
    source: code`#include <iostream>
#include <string>

using namespace std::string_literals;

void put(const std::string &text) { std::cout << text << '\x1e'; }

int main()
{
    ${texts.map((text) => code`put(${text});`)}
}
`,
  },
];
