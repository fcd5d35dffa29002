import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers["Authorization"] = "Bearer " + environment(${literal(auth.environment)})`];
  if (auth.scheme === "basic")
    return [
      code`credentials = environment(${literal(auth.userEnvironment)}) + ":" + environment(${literal(auth.passwordEnvironment)})`,
      ours('headers["Authorization"] = "Basic " + [credentials].pack("m0")'),
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key}`];
  return [
    code`url += (url.include?("?") ? "&" : "?") + URI.encode_www_form([[${literal(auth.name)}, ${key}]]).gsub("+", "%20")`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

export const quit = code`def quit(exit_code, message)
  warn message
  exit exit_code
end`;

export const readers = code`# What stands at a path of the answer; nil where it is missing. Another type than expected ends the program.
def read_at(value, path, *types)
  path.each { |key| value = value.is_a?(Hash) ? value[key] : nil }
  unless value.nil? || types.empty? || types.any? { |type| value.is_a?(type) }
    quit(4, "Unexpected value at #{path.join(".")}: #{value.inspect}")
  end
  value
end

def read_list(value, path, *types)
  read_at(value, path, Array)&.map { |item| read_at(item, [], *types) }
end

def show(label, value)
  puts "#{label} = #{JSON.generate(value)}"
end
`;

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? ours("puts text")
    : code`exit if status == 204
begin
  answer = JSON.parse(text)
rescue JSON::ParserError, EncodingError => error
  quit(4, "HTTP #{status} with a body that is not JSON: #{error.message}")
end
puts text
${variableLines(plan.response)}`;

const errorPath = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env ruby
# frozen_string_literal: true

# Ruby 3.0 or newer, standard library only.
require "json"
require "net/http"
require "time"

${heading(plan, "#")}

ATTEMPTS = ${attempts} # only HTTP 429 is tried again
MAX_WAIT = ${maxWaitSeconds} # seconds; a longer Retry-After is not waited for
TIMEOUT = ${timeoutSeconds} # seconds without an answer or its next piece

${quit}

def environment(name)
  value = ENV.fetch(name, "")
  value.empty? ? quit(2, "Set #{name} in the environment.") : value
end

def send_once(uri, headers, body)
  http = Net::HTTP.new(uri.hostname, uri.port)
  http.use_ssl = uri.scheme == "https"
  http.open_timeout = http.read_timeout = http.write_timeout = TIMEOUT
  http.max_retries = 0 # a request that may have had its effect is not sent again
  request = Net::HTTPGenericRequest.new(${literal(plan.method)}, !body.nil?, ${ours(plan.method === "HEAD" ? "false" : "true")}, uri, headers.merge("Accept-Encoding" => "identity"))
  request.body = body
  response = http.request(request)
  length = response.content_length
  raise EOFError, "the answer was cut off" if length && response.body && response.body.bytesize < length

  response
end`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`def error_message(status, text)
  error = begin
    JSON.parse(text)
  rescue JSON::ParserError, EncodingError
    nil
  end
  at = ->(path) { path.reduce(error) { |value, key| value.is_a?(Hash) ? value[key] : nil } }
  code = at.call(${errorPath(error.code)})
  message = at.call(${errorPath(error.message)}) || "refused"
  "HTTP #{status}#{", code #{code}" unless code.nil?}: #{message}\n#{text}"
end`,
);

const sending = (
  plan: RequestPlan,
): Source => code`# Follows redirects that repeat the request; the credential stays with its host.
def send_request(url, headers, body)
  uri = URI(url)
  raise ArgumentError, "not an HTTP address: #{url}" unless uri.is_a?(URI::HTTP)

  ${maxRedirects}.times do
    response = send_once(uri, headers, body)
    repeats = body.nil? ? [301, 302, 303, 307, 308] : [307, 308]
    return response unless repeats.include?(response.code.to_i) && response["Location"]

    target = URI.join(uri, response["Location"])
    same_host = [target.scheme, target.host, target.port] == [uri.scheme, uri.host, uri.port]
    headers = headers.reject { |name, _| name == ${credentialHeader(plan.auth)} } unless same_host
    uri = target
  end
  raise IOError, "too many redirects"
rescue SystemCallError, IOError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError, Net::HTTPBadResponse, URI::Error, ArgumentError => error
  quit(2, "No answer: #{error.message}")
end

# Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
def wait_seconds(retry_after, attempt)
  return Integer(retry_after, 10) if retry_after&.match?(/\A\d+\z/)

  [Time.parse(retry_after.to_s) - Time.now, 0].max
rescue ArgumentError
  2**attempt
end

${errorMessage(plan.error)}`;

const judging = (plan: RequestPlan): Source => code`${plan.response.kind === "text" ? [] : readers}
url = ENV.fetch("API_BASE_URL", "")
url = ${literal(plan.baseUrl)} if url.empty?
url = url.sub(%r{/+\z}, "") + ${literal(plan.target)}
headers = {
  ${plan.headers.map(([name, value]) => code`${literal(name)} => ${literal(value)},`)}
}
${credentialLines(plan.auth)}
body = ${plan.body === undefined ? ours("nil") : literal(plan.body)}
response = nil
ATTEMPTS.times do |attempt|
  response = send_request(url, headers, body)
  wait = wait_seconds(response["Retry-After"], attempt)
  break if response.code != "429" || wait > MAX_WAIT || attempt == ATTEMPTS - 1

  warn "HTTP 429: trying again in #{wait.ceil} s"
  sleep wait
end
status = response.code.to_i
text = (response.body || +"").force_encoding(Encoding::UTF_8)
quit(3, error_message(status, text.scrub)) unless (200..299).cover?(status)
${answerLines(plan)}`;

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan), judging(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.rb", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.rb",
    source: code`texts = [
  ${texts.map((text) => code`${text},`)}
]
$stdout.binmode
texts.each { |text| $stdout.write(text, "\x1e") }
`,
  },
];
