import type { ProgramFile } from "../../program.ts";

/**
 * A small stand-in for the classes of Chilkat that the programs (and the published samples) call, over libcurl and
 * nlohmann/json: the vendor's library cannot be had everywhere. It does what the vendor's reference says of these methods
 * and nothing else.
 */
const declarations = `// A stand-in for some classes of Chilkat, not the vendor's library.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct StandInJson;

class CkGlobal {
public:
    bool UnlockBundle(const char *) { return true; }
};

class CkByteData {
public:
    void append2(const void *data, unsigned long size) { bytes.append(static_cast<const char *>(data), size); }
    std::string bytes;
};

class CkStringBuilder {
public:
    std::string text;
};

class CkHttpRequest {
public:
    void put_HttpVerb(const char *value) { verb = value; }
    void put_Path(const char *value) { path = value; }
    void put_ContentType(const char *value) { contentType = value; }
    void AddHeader(const char *name, const char *value) { headers.emplace_back(name, value); }
    void AddParam(const char *name, const char *value) { params.emplace_back(name, value); }
    bool LoadBodyFromString(const char *text, const char *) { body = text; hasBody = true; return true; }
    bool LoadBodyFromBytes(CkByteData &data) { body = data.bytes; hasBody = true; return true; }

    std::string verb = "GET", path = "/", contentType, body;
    bool hasBody = false;
    std::vector<std::pair<std::string, std::string>> headers, params;
};

class CkHttpResponse {
public:
    int get_StatusCode() const { return status; }
    const char *bodyStr() const { return body.c_str(); }
    const char *header() const { return headerText.c_str(); }
    bool GetBodySb(CkStringBuilder &builder) const { builder.text = body; return true; }
    const char *getHeaderField(const char *name);

    int status = 0;
    std::string body, headerText, field;
};

class CkHttp {
public:
    void put_FollowRedirects(bool value) { follows = value; }
    void put_ConnectTimeout(int seconds) { connectTimeout = seconds; }
    void put_ReadTimeout(int seconds) { readTimeout = seconds; }
    bool get_LastMethodSuccess() const { return error.empty(); }
    const char *lastErrorText() const { return error.c_str(); }
    CkHttpResponse *SynchronousRequest(const char *domain, int port, bool ssl, CkHttpRequest &request);

    bool follows = true;
    int connectTimeout = 30, readTimeout = 20;
    std::string error;
};

class CkJsonArray;

class CkJsonObject {
public:
    CkJsonObject();
    bool Load(const char *text);
    bool LoadSb(CkStringBuilder &builder) { return Load(builder.text.c_str()); }
    void put_EmitCompact(bool value) { compact = value; }
    int get_Size() const;
    int TypeAt(int index) const;
    const char *nameAt(int index);
    const char *stringAt(int index);
    const char *stringOf(const char *name);
    CkJsonObject *ObjectAt(int index) const;
    CkJsonArray *ArrayAt(int index) const;
    const char *emit();

    std::shared_ptr<StandInJson> json;
    bool compact = true;
    std::string text;
};

class CkJsonArray {
public:
    CkJsonArray();
    int get_Size() const;
    int TypeAt(int index) const;
    const char *stringAt(int index);
    CkJsonObject *ObjectAt(int index) const;
    CkJsonArray *ArrayAt(int index) const;
    bool AddStringAt(int index, const char *value);
    const char *emit();

    std::shared_ptr<StandInJson> json;
    std::string text;
};
`;

const definitions = `// A stand-in for some classes of Chilkat, not the vendor's library.
#include "stand-in.h"

#include <cstdlib>

#include <curl/curl.h>
#include <nlohmann/json.hpp>
#include <strings.h>

using nlohmann::ordered_json;

struct StandInJson {
    ordered_json value;
};

namespace {

std::size_t take(char *data, std::size_t size, std::size_t count, void *text)
{
    static_cast<std::string *>(text)->append(data, size * count);
    return size * count;
}

int typeOf(const ordered_json &value)
{
    if (value.is_string()) return 1;
    if (value.is_number()) return 2;
    if (value.is_object()) return 3;
    if (value.is_array()) return 4;
    return value.is_boolean() ? 5 : 6;
}

std::string textOf(const ordered_json &value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

template <typename T> T *wrapped(const ordered_json &value)
{
    T *made = new T;
    made->json->value = value;
    return made;
}

const ordered_json &at(const StandInJson &json, int index)
{
    auto item = json.value.begin();
    std::advance(item, index);
    return *item;
}

} // namespace

const char *CkHttpResponse::getHeaderField(const char *name)
{
    const std::size_t length = std::string(name).size();
    std::size_t begin = 0;
    while (begin < headerText.size()) {
        std::size_t end = headerText.find("\\r\\n", begin);
        if (end == std::string::npos) end = headerText.size();
        if (strncasecmp(headerText.c_str() + begin, name, length) == 0 && headerText[begin + length] == ':') {
            const std::size_t value = headerText.find_first_not_of(" \\t", begin + length + 1);
            field = headerText.substr(value, end - value);
            return field.c_str();
        }
        begin = end + 2;
    }
    return nullptr;
}

CkHttpResponse *CkHttp::SynchronousRequest(const char *domain, int port, bool ssl, CkHttpRequest &request)
{
    const char *other = std::getenv("STAND_IN_BASE_URL"); // for samples that name their host
    const std::string base = other != nullptr ? other
        : (ssl ? "https://" : "http://") + std::string(domain) + ":" + std::to_string(port);
    auto response = std::make_unique<CkHttpResponse>();
    CURL *curl = curl_easy_init();
    curl_slist *headers = curl_slist_append(nullptr, "Expect:");
    for (const auto &[name, value] : request.headers)
        headers = curl_slist_append(headers, (name + (value.empty() ? ";" : ": " + value)).c_str());
    curl_mime *form = nullptr;
    if (request.contentType == "multipart/form-data" && !request.params.empty()) {
        form = curl_mime_init(curl);
        for (const auto &[name, value] : request.params) {
            curl_mimepart *part = curl_mime_addpart(form);
            curl_mime_name(part, name.c_str());
            curl_mime_data(part, value.data(), value.size());
        }
        curl_easy_setopt(curl, CURLOPT_MIMEPOST, form);
    } else if (!request.contentType.empty()) {
        headers = curl_slist_append(headers, ("Content-Type: " + request.contentType).c_str());
    }
    if (request.hasBody) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    if (request.verb == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_URL, (base + request.path).c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.verb.c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, follows ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connectTimeout));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(readTimeout));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response->body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &response->headerText);
    const CURLcode result = curl_easy_perform(curl);
    error = result == CURLE_OK ? "" : curl_easy_strerror(result);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    response->status = static_cast<int>(status);
    curl_mime_free(form);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return result == CURLE_OK ? response.release() : nullptr;
}

CkJsonObject::CkJsonObject() : json(std::make_shared<StandInJson>()) { json->value = ordered_json::object(); }

bool CkJsonObject::Load(const char *source)
{
    const ordered_json parsed = ordered_json::parse(source, nullptr, false);
    if (!parsed.is_object()) return false;
    json->value = parsed;
    return true;
}

int CkJsonObject::get_Size() const { return static_cast<int>(json->value.size()); }
int CkJsonObject::TypeAt(int index) const { return typeOf(at(*json, index)); }

const char *CkJsonObject::nameAt(int index)
{
    auto item = json->value.begin();
    std::advance(item, index);
    text = item.key();
    return text.c_str();
}

const char *CkJsonObject::stringAt(int index)
{
    text = textOf(at(*json, index));
    return text.c_str();
}

const char *CkJsonObject::stringOf(const char *name)
{
    if (!json->value.contains(name)) return nullptr;
    text = textOf(json->value[name]);
    return text.c_str();
}

CkJsonObject *CkJsonObject::ObjectAt(int index) const { return wrapped<CkJsonObject>(at(*json, index)); }
CkJsonArray *CkJsonObject::ArrayAt(int index) const { return wrapped<CkJsonArray>(at(*json, index)); }

const char *CkJsonObject::emit()
{
    text = json->value.dump(compact ? -1 : 2);
    return text.c_str();
}

CkJsonArray::CkJsonArray() : json(std::make_shared<StandInJson>()) { json->value = ordered_json::array(); }
int CkJsonArray::get_Size() const { return static_cast<int>(json->value.size()); }
int CkJsonArray::TypeAt(int index) const { return typeOf(at(*json, index)); }

const char *CkJsonArray::stringAt(int index)
{
    text = textOf(at(*json, index));
    return text.c_str();
}

CkJsonObject *CkJsonArray::ObjectAt(int index) const { return wrapped<CkJsonObject>(at(*json, index)); }
CkJsonArray *CkJsonArray::ArrayAt(int index) const { return wrapped<CkJsonArray>(at(*json, index)); }

bool CkJsonArray::AddStringAt(int index, const char *value)
{
    const auto place = index < 0 ? json->value.end() : json->value.begin() + index;
    json->value.insert(place, value);
    return true;
}

const char *CkJsonArray::emit()
{
    text = json->value.dump();
    return text.c_str();
}
`;

const headers = [
  "ByteData",
  "Global",
  "Http",
  "HttpRequest",
  "HttpResponse",
  "JsonArray",
  "JsonObject",
  "StringBuilder",
];

export const standInFiles: readonly ProgramFile[] = [
  { name: "stand-in.h", text: declarations },
  { name: "stand-in.cpp", text: definitions },
  ...headers.map((name) => ({ name: `Ck${name}.h`, text: '#pragma once\n#include "stand-in.h"\n' })),
];
