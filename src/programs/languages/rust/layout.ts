import type { Auth } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { at, fail, keys, manifest, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

const hasQueryKey = (auth: Auth): boolean => auth.scheme === "apiKey" && auth.in === "query";

const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers.push(("Authorization", format!("Bearer {}", environment(${literal(auth.environment)}))));`];
  if (auth.scheme === "basic")
    return [
      code`let credentials = environment(${literal(auth.userEnvironment)}) + ":" + &environment(${literal(auth.passwordEnvironment)});
headers.push(("Authorization", format!("Basic {}", base64::encode(credentials))));`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers.push((${literal(auth.name)}, ${key}));`];
  return [
    code`url.push(if url.contains('?') { '&' } else { '?' });
url += &format!("{}={}", percent_encoded(${literal(auth.name)}), percent_encoded(&${key}));`,
  ];
});

const credentialHeader = credentialHeaderBy(literal);

const environment = code`fn environment(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => fail(2, &format!("Set {name} in the environment.")),
    }
}`;

const percentEncoded = code`fn percent_encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}`;

const opening = (plan: RequestPlan): Source => code`// Rust 1.63 or newer; Cargo.toml names the crates.
${heading(plan, "//")}
${plan.response.kind === "json" ? [ours("use serde::{de::DeserializeOwned, Serialize};"), ours("use serde_json::{json, Value};")] : ours("use serde_json::Value;")}
use std::process::exit;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use url::Url;

const ATTEMPTS: u32 = ${attempts}; // only HTTP 429 is tried again
const MAX_WAIT: u64 = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const TIMEOUT: Duration = Duration::from_secs(${timeoutSeconds}); // without an answer or its next piece

${fail}`;

const sendBody = ({ method, body }: RequestPlan): Source => {
  if (body !== undefined) return code`request.send_bytes(${literal(body)}.as_bytes())`;
  return ours(["POST", "PUT", "PATCH"].includes(method) ? "request.send_bytes(&[])" : "request.call()");
};

const sending = (plan: RequestPlan): Source => code`struct Answer {
    status: u16,
    retry_after: String,
    location: Option<String>,
    text: String,
}

fn send_once(url: &Url, headers: &[(&str, String)]) -> Result<Answer, Box<dyn std::error::Error>> {
    let agent = ureq::AgentBuilder::new()
        .redirects(0)
        .max_idle_connections(0)
        .timeout_connect(TIMEOUT)
        .timeout_read(TIMEOUT)
        .timeout_write(TIMEOUT)
        .build();
    let mut request = agent.request_url(${literal(plan.method)}, url);
    for (name, value) in headers {
        request = request.set(name, value);
    }
    let response = match ${sendBody(plan)} {
        Ok(response) | Err(ureq::Error::Status(_, response)) => response,
        Err(error) => return Err(error.into()),
    };
    let (status, retry_after) = (response.status(), response.header("Retry-After").unwrap_or_default().to_owned());
    let location = response.header("Location").map(str::to_owned);
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut response.into_reader(), &mut bytes)?;
    Ok(Answer { status, retry_after, location, text: String::from_utf8_lossy(&bytes).into_owned() })
}

/// Follows redirects that repeat the request; the credential stays with its host.
fn send(url: &str, headers: &[(&str, String)]) -> Result<Answer, Box<dyn std::error::Error>> {
    let (mut url, mut headers) = (Url::parse(url)?, headers.to_vec());
    for _ in 0..=${maxRedirects} {
        let answer = send_once(&url, &headers)?;
        let next = match &answer.location {
            Some(location) if matches!(answer.status, ${ours(plan.body === undefined ? "301 | 302 | 303 | 307 | 308" : "307 | 308")}) => url.join(location)?,
            _ => return Ok(answer),
        };
        if next.origin() != url.origin() {
            headers.retain(|(name, _)| *name != ${credentialHeader(plan.auth)});
        }
        url = next;
    }
    Err("too many redirects".into())
}`;

const failing = onceFor(
  (error: ErrorShape): Source => code`/// Seconds since 1970 of an HTTP date or one of ISO 8601 in UTC.
fn moment(date: &str) -> Option<i64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let parts: Vec<&str> = date.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '.').filter(|part| !part.is_empty()).collect();
    let (year, month, day, time) = match *parts.as_slice() {
        [_, day, month, year, hour, minute, second, "GMT"] => {
            (year.parse().ok()?, MONTHS.find(month)? as i64 / 3 + 1, day.parse().ok()?, [hour, minute, second])
        }
        _ => {
            let (day, time) = date.strip_suffix('Z')?.split_once('T')?;
            let day: Vec<i64> = day.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
            let time: Vec<&str> = time.split([':', '.']).collect();
            (*day.first()?, *day.get(1)?, *day.get(2)?, [*time.first()?, *time.get(1)?, *time.get(2)?])
        }
    };
    // Days of the proleptic Gregorian calendar; years begin in March.
    let years: i64 = if month > 2 { year } else { year - 1 };
    let months = (month + 9) % 12;
    let days = 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 719_469;
    let [hour, minute, second] = time.map(|part| part.parse::<i64>().ok());
    Some(((days * 24 + hour?) * 60 + minute?) * 60 + second?)
}

/// Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
fn wait_seconds(retry_after: &str, attempt: u32) -> u64 {
    if let Ok(seconds) = retry_after.parse() {
        return seconds;
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    moment(retry_after).map_or(1 << attempt, |then| u64::try_from(then - now).unwrap_or(0))
}

${at}

fn error_message(status: u16, text: &str) -> String {
    let error = serde_json::from_str(text).unwrap_or(Value::Null);
    let shown = |path: &[&str]| {
        at(&error, path).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let code = shown(${keys(error.code)}).map_or(String::new(), |code| format!(", code {code}"));
    let message = shown(${keys(error.message)}).unwrap_or_else(|| "refused".to_owned());
    format!("HTTP {status}{code}: {message}\n{text}")
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`println!("{}", response.text);`
    : code`if response.status == 204 {
    return;
}
let answer: Value = match serde_json::from_str(&response.text) {
    Ok(value) => value,
    Err(error) => fail(4, &format!("HTTP {} with a body that is not JSON: {error}", response.status)),
};
println!("{}", response.text);
${variableLines(response)}`;

const running = (plan: RequestPlan): Source => code`fn main() {
    let base = std::env::var("API_BASE_URL").ok().filter(|base| !base.is_empty());
    let base = base.unwrap_or_else(|| ${literal(plan.baseUrl)}.to_owned());
    let ${ours(hasQueryKey(plan.auth) ? "mut url" : "url")} = base.trim_end_matches('/').to_owned() + ${literal(plan.target)};
    let ${ours(plan.auth.scheme === "none" || hasQueryKey(plan.auth) ? "headers: Vec<(&str, String)>" : "mut headers: Vec<(&str, String)>")} = vec![
        ${plan.headers.map(([name, value]) => code`(${literal(name)}, ${literal(value)}.to_owned()),`)}
    ];
    ${credentialLines(plan.auth)}
    let mut attempt = 0;
    let response = loop {
        let response = send(&url, &headers).unwrap_or_else(|error| fail(2, &format!("No answer: {error}")));
        let wait = wait_seconds(&response.retry_after, attempt);
        if response.status != 429 || wait > MAX_WAIT || attempt == ATTEMPTS - 1 {
            break response;
        }
        eprintln!("HTTP 429: trying again in {wait} s");
        sleep(Duration::from_secs(wait));
        attempt += 1;
    };
    if !(200..300).contains(&response.status) {
        fail(3, &error_message(response.status, &response.text));
    }
    ${answerLines(plan)}
}`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      ...(hasQueryKey(plan.auth) ? [percentEncoded] : []),
      sending(plan),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

interface File {
  readonly name: string;
  readonly source: Source;
}

const crates = ({ auth, response }: RequestPlan): readonly string[] => [
  ...(auth.scheme === "basic" ? ['base64 = "0.13"'] : []),
  ...(response.kind === "json" ? ['serde = "1"'] : []),
  'serde_json = "1"',
  'ureq = "2"',
  'url = "2"',
];

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "Cargo.toml", source: manifest(crates(plan)) },
  { name: "src/main.rs", source: source(plan) },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "Cargo.toml", source: manifest([]) },
  {
    name: "src/main.rs",
    source: code`use std::io::{stdout, Write};

fn main() {
    for text in [
        ${texts.map((text) => code`${text},`)}
    ] {
        write!(stdout(), "{text}\x1e").expect("stdout is open");
    }
}
`,
  },
];
