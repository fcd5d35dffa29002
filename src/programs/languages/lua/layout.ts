import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { fail, keys, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env lua
-- Lua 5.1 or newer with http and dkjson.
${heading(plan, "--")}
${plan.auth.scheme === "basic" ? ours('local basexx = require "basexx"') : []}
local cqueues = require "cqueues"
local json = require "dkjson"
local http_request = require "http.request"
${plan.auth.scheme === "apiKey" && plan.auth.in === "query" ? ours('local http_util = require "http.util"') : []}

require("cqueues.socket").setmaxline(65536, 65536) -- by default a header's line ends at 4,096 bytes

local ATTEMPTS = ${attempts} -- only HTTP 429 is tried again
local MAX_WAIT = ${maxWaitSeconds} -- seconds; a longer Retry-After is not waited for
local TIMEOUT = ${timeoutSeconds} -- seconds without an answer or its body

${fail}`;

const environment = code`local function environment(name)
  local value = os.getenv(name)
  if not value or value == "" then fail(2, "Set " .. name .. " in the environment.") end
  return value
end`;

const queryKey = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`local key = http_util.encodeURIComponent(${literal(auth.name)}) .. "=" .. http_util.encodeURIComponent(environment(${literal(auth.environment)}))
url = url .. (url:find("?", 1, true) and "&" or "?") .. key`,
      ]
    : [],
);

const headerName = (name: string): Source => literal(name.toLowerCase());

/** lua-http writes a header's name as it stands, and wants small letters. */
const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`request.headers:upsert("authorization", "Bearer " .. environment(${literal(auth.environment)}))`];
  if (auth.scheme === "basic")
    return [
      code`local credentials = environment(${literal(auth.userEnvironment)}) .. ":" .. environment(${literal(auth.passwordEnvironment)})
request.headers:upsert("authorization", "Basic " .. basexx.to_base64(credentials))`,
    ];
  return auth.in === "query"
    ? []
    : [code`request.headers:upsert(${headerName(auth.name)}, environment(${literal(auth.environment)}))`];
});

const credentialHeader = credentialHeaderBy(headerName);

const sending = (plan: RequestPlan): Source => code`local function send_once(request)
  local headers, stream = request:go(TIMEOUT)
  if not headers then fail(2, "No answer: " .. tostring(stream)) end
  local text, problem = stream:get_body_as_string(TIMEOUT)
  if not text then fail(2, "No answer: " .. tostring(problem or "the answer was cut off")) end
  local announced = tonumber(headers:get("content-length") or "")
  ${plan.method === "HEAD" ? [] : ours('if announced and #text < announced then fail(2, "No answer: it was cut off") end')}
  return tonumber(headers:get(":status")), headers, text
end

-- Follows redirects that repeat the request; the credential stays with its host.
local function send(request)
  request.follow_redirects = false
  for _ = 0, ${maxRedirects} do
    local status, headers, text = send_once(request)
    local repeats = ${ours(
      plan.body === undefined
        ? "status == 301 or status == 302 or status == 303 or status == 307 or status == 308"
        : "status == 307 or status == 308",
    )}
    if not repeats or not headers:has("location") then return status, headers, text end
    local next_request, problem = request:handle_redirect(headers)
    if not next_request then fail(2, "No answer: " .. tostring(problem)) end
    if next_request.host ~= request.host or next_request.port ~= request.port or next_request.tls ~= request.tls then
      next_request.headers:delete(${credentialHeader(plan.auth)})
    end
    next_request.headers:delete("referer")
    request = next_request
  end
  fail(2, "No answer: too many redirects")
end`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`local months = { Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6, Jul = 7, Aug = 8, Sep = 9, Oct = 10, Nov = 11, Dec = 12 }

-- The time of a date of HTTP or ISO 8601 in UTC; nil where it is another.
local function moment(date)
  local day, name, year, hour, minute, second = date:match("(%d+) (%a+) (%d+) (%d+):(%d+):(%d+) GMT")
  local month = months[name]
  if not month then
    year, month, day, hour, minute, second = date:match("^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)[%d.]*Z$")
  end
  if not month then return nil end
  local here = os.time { year = year, month = month, day = day, hour = hour, min = minute, sec = second, isdst = false }
  return here + os.difftime(here, os.time(os.date("!*t", here)))
end

-- Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
local function wait_seconds(retry_after, attempt)
  if retry_after and retry_after:match("^%d+$") then return tonumber(retry_after) end
  local time = moment(retry_after or "")
  return time and math.max(0, time - os.time()) or 2 ^ attempt
end

${parse}

local function error_message(status, text)
  local problem = parse(text)
  local code = at(problem, ${keys(error.code)})
  local message = at(problem, ${keys(error.message)}) or "refused"
  if type(code) == "number" then code = ("%.17g"):format(code) end
  return "HTTP " .. status .. (code == nil and "" or ", code " .. tostring(code)) .. ": " .. tostring(message) .. "\n" .. text
end`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`print(text)`
    : code`if status == 204 then os.exit(0) end
local answer, problem = parse(text)
if answer == nil then fail(4, "HTTP " .. status .. " with a body that is not JSON: " .. problem) end
print(text)
${variableLines(response)}`;

const running = (plan: RequestPlan): Source => code`local base = os.getenv("API_BASE_URL")
if not base or base == "" then base = ${literal(plan.baseUrl)} end
local url = base:gsub("/+$", "") .. ${literal(plan.target)}
${queryKey(plan.auth)}
local request = http_request.new_from_uri(url)
request.headers:upsert(":method", ${literal(plan.method)})
${plan.headers.map(([name, value]) => code`request.headers:upsert(${headerName(name)}, ${literal(value)})`)}
${credentialLines(plan.auth)}
${
  plan.body === undefined
    ? []
    : code`request:set_body(${literal(plan.body)})
request.headers:delete("expect") -- large bodies are sent without asking first`
}
local status, headers, text
for attempt = 0, ATTEMPTS - 1 do
  status, headers, text = send(request:clone())
  local wait = wait_seconds(headers:get("retry-after"), attempt)
  if status ~= 429 or wait > MAX_WAIT or attempt == ATTEMPTS - 1 then break end
  io.stderr:write("HTTP 429: trying again in ", wait, " s\n")
  cqueues.sleep(wait)
end
if status < 200 or status > 299 then fail(3, error_message(status, text)) end
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
  { name: "main.lua", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.lua",
    source: code`for _, text in ipairs {
  ${texts.map((text) => code`${text},`)}
} do
  io.write(text, "\030")
end
`,
  },
];
