import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { bytes, literal } from "../c/literal.ts";
import { fail } from "../cpp/layout.ts";
import { answerReaders, parse } from "./readers.ts";
import { fieldPath, variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const headerLine = (name: Source, value: Source): Source => code`headers.emplace_back(${name}, ${value});`;

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [headerLine(ours('"Authorization"'), code`"Bearer " + environment(${literal(auth.environment)})`)];
  if (auth.scheme === "basic")
    return [
      code`const std::string credentials = environment(${literal(auth.userEnvironment)}) + ":" + environment(${literal(auth.passwordEnvironment)});`,
      headerLine(ours('"Authorization"'), ours('"Basic " + base64(credentials)')),
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [headerLine(literal(auth.name), key)];
  return [
    code`url += (url.find('?') == std::string::npos ? "?" : "&") + escaped(${literal(auth.name)}) + "=" + escaped(${key});`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const escaper = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`std::string escaped(const std::string &text)
{
    static const char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const unsigned char one : text) {
        if (std::isalnum(one) != 0 || std::string("-._~").find(static_cast<char>(one)) != std::string::npos) result += static_cast<char>(one);
        else result += {'%', digits[one / 16], digits[one % 16]};
    }
    return result;
}
`,
      ]
    : [],
);

const encoder = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "basic"
    ? [
        code`std::string base64(const std::string &text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        unsigned long group = 0;
        for (std::size_t next = 0; next < 3; ++next) group = group * 256 + (at + next < text.size() ? static_cast<unsigned char>(text[at + next]) : 0);
        for (int shift = 18; shift >= 0; shift -= 6) result += letters[group >> shift & 63];
    }
    for (std::size_t missing = (3 - text.size() % 3) % 3; missing > 0; --missing) result[result.size() - missing] = '=';
    return result;
}
`,
      ]
    : [],
);

const opening = (plan: RequestPlan): Source => code`// C++17 with Chilkat.
${heading(plan, "//")}
#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <CkByteData.h>
#include <CkGlobal.h>
#include <CkHttp.h>
#include <CkHttpRequest.h>
#include <CkHttpResponse.h>
#include <CkJsonArray.h>
#include <CkJsonObject.h>

namespace {

constexpr int attempts = ${attempts}; // only HTTP 429 is tried again
constexpr long max_wait = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
constexpr int timeout = ${timeoutSeconds}; // seconds without an answer or its next piece

${fail}

[[maybe_unused]] std::string environment(const std::string &name)
{
    const char *value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') fail(2, "Set " + name + " in the environment.");
    return value;
}`;

const address = code`struct Response {
    int status = 0;
    std::string retry_after, location, body;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Address {
    bool ssl = false;
    std::string host;
    int port = 80;
    std::string path;

    explicit Address(const std::string &url)
    {
        const std::size_t begin = url.find("://");
        const std::string scheme = url.substr(0, begin == std::string::npos ? 0 : begin);
        if (scheme != "http" && scheme != "https") fail(2, "No answer: not a URL: " + url);
        const std::size_t end = std::min(url.find_first_of("/?#", begin + 3), url.size());
        const std::string authority = url.substr(begin + 3, end - begin - 3);
        const std::size_t colon = authority.find(':', authority.rfind(']') + 1); // an IPv6 address stands in brackets
        ssl = scheme == "https";
        host = authority.substr(0, colon);
        port = colon != std::string::npos ? std::atoi(authority.c_str() + colon + 1) : ssl ? 443 : 80;
        path = url.substr(end, url.find('#', end) - end);
        if (path.empty() || path[0] != '/') path = "/" + path;
    }
};`;

const bodyLines = ({ body }: RequestPlan): Source => {
  if (body === undefined) return ours("");
  return body.includes("\0")
    ? code`static const char body[] = ${bytes(body)};
CkByteData data;
data.append2(body, sizeof body - 1);
req.LoadBodyFromBytes(data);`
    : code`req.LoadBodyFromString(${literal(body)}, "utf-8");`;
};

const sending = (plan: RequestPlan): Source => code`Response send_once(const Address &address, const Headers &headers)
{
    CkHttp http;
    http.put_FollowRedirects(false); // it would take the credential along
    http.put_ConnectTimeout(timeout);
    http.put_ReadTimeout(timeout);
    CkHttpRequest req;
    req.put_HttpVerb(${literal(plan.method)});
    req.put_Path(address.path.c_str());
    ${plan.headers
      .filter(([name]) => name === "Content-Type")
      .map(([, value]) => code`req.put_ContentType(${literal(value)});`)}
    for (const auto &[name, value] : headers) req.AddHeader(name.c_str(), value.c_str());
    ${bodyLines(plan)}
    const std::unique_ptr<CkHttpResponse> resp(http.SynchronousRequest(address.host.c_str(), address.port, address.ssl, req));
    if (!http.get_LastMethodSuccess() || !resp) fail(2, std::string("No answer: ") + http.lastErrorText());
    const auto field = [&resp](const char *name) {
        const char *value = resp->getHeaderField(name);
        return std::string(value == nullptr ? "" : value);
    };
    return {resp->get_StatusCode(), field("Retry-After"), field("Location"), resp->bodyStr()};
}

// Follows redirects that repeat the request; the credential stays with its host.
Response send(Address address, Headers headers)
{
    for (int sent = 0; sent <= ${maxRedirects}; ++sent) {
        const Response response = send_once(address, headers);
        const bool repeats = response.status == 307 || response.status == 308${plan.body === undefined ? ours(" || (response.status > 300 && response.status < 304)") : ours("")};
        if (!repeats || response.location.empty()) return response;
        const bool is_whole = response.location.find("://") != std::string::npos;
        const std::string folder = response.location[0] == '/' ? "" : address.path.substr(0, address.path.rfind('/') + 1);
        Address next = address;
        if (is_whole) next = Address(response.location);
        else next.path = folder + response.location;
        if (next.host != address.host || next.port != address.port || next.ssl != address.ssl) {
            Headers kept;
            for (const auto &header : headers)
                if (header.first != ${credentialHeader(plan.auth)}) kept.push_back(header);
            headers = kept;
        }
        address = next;
    }
    fail(2, "No answer: too many redirects");
}`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`std::string error_message(const Response &response)
{
    Value error;
    parse(response.body, error);
    const Value code = at(error, ${fieldPath(error.code)}), message = at(error, ${fieldPath(error.message)});
    return "HTTP " + std::to_string(response.status) + (code.text.empty() ? "" : ", code " + code.text) + ": " +
           (message.type == 1 ? message.text : "refused") + "\n" + response.body;
}`,
);

const judging = (
  plan: RequestPlan,
): Source => code`// Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
long wait_seconds(const std::string &retry_after, int attempt)
{
    if (!retry_after.empty() && retry_after.size() < 10 && retry_after.find_first_not_of("0123456789") == std::string::npos)
        return std::stol(retry_after);
    for (const char *form : {"%a, %d %b %Y %H:%M:%S GMT", "%Y-%m-%dT%H:%M:%S"}) {
        std::tm date{};
        if (strptime(retry_after.c_str(), form, &date) != nullptr)
            return std::max(0L, static_cast<long>(timegm(&date) - std::time(nullptr)));
    }
    return 1L << attempt;
}

${parse}

${errorMessage(plan.error)}

${encoder(plan.auth)}
${escaper(plan.auth)}
${answerReaders(plan.response)}
} // namespace`;

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? ours(`std::cout << response.body << "\\n";`)
    : code`if (response.status == 204) return 0;
Value answer;
if (!parse(response.body, answer))
    fail(4, "HTTP " + std::to_string(response.status) + " with a body that is not JSON.");
std::cout << response.body << "\n";
${variableLines(plan.response)}`;

const ending = (plan: RequestPlan): Source => code`int main()
{
    const char *unlock = std::getenv("CHILKAT_UNLOCK_CODE");
    CkGlobal().UnlockBundle(unlock == nullptr ? "Anything for 30-day trial" : unlock);
    const char *base = std::getenv("API_BASE_URL");
    std::string url = base != nullptr && *base != '\0' ? base : ${literal(plan.baseUrl)};
    while (!url.empty() && url.back() == '/') url.pop_back();
    url += ${literal(plan.target)};
    Headers headers;
    ${plan.headers.filter(([name]) => name !== "Content-Type").map(([name, value]) => headerLine(literal(name), literal(value)))}
    ${credentialLines(plan.auth)}
    const Address address(url);
    Response response;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        response = send(address, headers);
        const long wait = wait_seconds(response.retry_after, attempt);
        if (response.status != 429 || wait > max_wait || attempt == attempts - 1) break;
        std::cerr << "HTTP 429: trying again in " << wait << " s" << std::endl;
        std::this_thread::sleep_for(std::chrono::seconds(wait));
    }
    if (response.status < 200 || response.status > 299) fail(3, error_message(response));
    ${answerLines(plan)}
    return 0;
}`;

const source = (plan: RequestPlan): Source =>
  joined([opening(plan), address, sending(plan), judging(plan), ending(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.cpp", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.cpp",
    source: code`#include <iostream>

int main()
{
    for (const char *text : {
             ${texts.map((text) => code`${text},`)}
         })
        std::cout << text << '\x1e';
    return 0;
}
`,
  },
];
