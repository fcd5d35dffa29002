import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import type { ErrorShape } from "../../error-shape.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { bytes, literal } from "./literal.ts";
import { at, fail, keys, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

/** What joins the request's pipe. */
const credentialStep = (auth: Auth): readonly Source[] => {
  if (auth.scheme === "bearer")
    return [code`req_headers("Authorization" = paste("Bearer", environment(${literal(auth.environment)})))`];
  if (auth.scheme === "basic")
    return [
      code`req_auth_basic(environment(${literal(auth.userEnvironment)}), environment(${literal(auth.passwordEnvironment)}))`,
    ];
  if (auth.scheme === "apiKey" && auth.in === "header")
    return [code`req_headers(${literal(auth.name)} = environment(${literal(auth.environment)}))`];
  return [];
};

const queryKey = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? [
        code`key <- curl::curl_escape(c(${literal(auth.name)}, environment(${literal(auth.environment)})))
url <- paste0(url, if (grepl("?", url, fixed = TRUE)) "&" else "?", key[1], "=", key[2])`,
      ]
    : [],
);

const environment = code`environment <- function(name) {
  value <- Sys.getenv(name)
  if (value == "") fail(2, "Set ", name, " in the environment.")
  value
}`;

/** curl keeps `Authorization` with its host if R does not tell it otherwise, but no other header. */
const redirects = onceFor((auth: Auth): Source =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? ours("followlocation = FALSE")
    : ours(`maxredirs = ${maxRedirects}, unrestricted_auth = FALSE # to another host without Authorization`),
);

const opening = (plan: RequestPlan): Source => code`# R 4.1 or newer with httr2 and jsonlite.
${heading(plan, "#")}
suppressPackageStartupMessages({
  library(httr2)
  library(jsonlite)
})

attempts <- ${attempts} # only HTTP 429 is tried again
max_wait <- ${maxWaitSeconds} # seconds; a longer Retry-After is not waited for
timeout <- ${timeoutSeconds} # seconds without an answer or its next piece

${fail}`;

const failing = onceFor(
  (
    error: ErrorShape,
  ): Source => code`# Retry-After holds seconds or a date, HTTP's or ISO 8601; without it 1, 2, 4 seconds.
wait_seconds <- function(retry_after, attempt) {
  if (is.null(retry_after)) return(2^(attempt - 1))
  if (grepl("^[0-9]+$", retry_after)) return(as.numeric(retry_after))
  Sys.setlocale("LC_TIME", "C") # for the names of months
  moment <- as.POSIXct(strptime(retry_after, c("%a, %d %b %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S"), tz = "UTC"))
  moment <- moment[!is.na(moment)]
  if (length(moment) == 0) return(2^(attempt - 1))
  max(0, as.numeric(difftime(moment[1], Sys.time(), units = "secs")))
}

${at}

error_message <- function(status, text) {
  error <- tryCatch(parse_json(text, simplifyVector = FALSE), error = function(problem) NULL)
  code <- at(error, ${keys(error.code)})
  message <- at(error, ${keys(error.message)})
  paste0("HTTP ", status, if (!is.null(code)) paste(", code", code), ": ", if (is.null(message)) "refused" else message, "\n", text)
}`,
);

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`cat(text, "\n", sep = "")`
    : code`if (status == 204) quit(save = "no")
answer <- tryCatch(
  parse_json(text, simplifyVector = FALSE),
  error = function(problem) fail(4, "HTTP ", status, " with a body that is not JSON: ", conditionMessage(problem))
)
cat(text, "\n", sep = "")
${variableLines(response)}`;

const steps = (plan: RequestPlan): readonly Source[] => [
  code`req_method(${literal(plan.method)})`,
  ...(plan.body === undefined ? [] : [code`req_body_raw(${bytes(plan.body)})`]),
  ...(plan.headers.length === 0
    ? []
    : [
        code`req_headers(${joined(
          plan.headers.map(([name, value]) => code`${literal(name)} = ${literal(value)}`),
          ", ",
        )})`,
      ]),
  ...credentialStep(plan.auth),
  code`req_error(is_error = function(response) FALSE)`,
];

const running = (plan: RequestPlan): Source => code`base <- Sys.getenv("API_BASE_URL")
if (base == "") base <- ${literal(plan.baseUrl)}
url <- paste0(sub("/+$", "", base), ${literal(plan.target)})
${queryKey(plan.auth)}
request <- request(url) |>
  ${joined(steps(plan), " |>\n  ")} |>
  req_options(
    path_as_is = TRUE, connecttimeout = timeout, low_speed_limit = 1, low_speed_time = timeout,
    ${redirects(plan.auth)}
  )
for (attempt in seq_len(attempts)) {
  response <- tryCatch(
    suppressWarnings(req_perform(request)), # httr2 takes Retry-After for a number
    error = function(problem) fail(2, "No answer: ", conditionMessage(problem))
  )
  wait <- wait_seconds(resp_header(response, "Retry-After"), attempt)
  if (resp_status(response) != 429 || wait > max_wait || attempt == attempts) break
  message("HTTP 429: trying again in ", ceiling(wait), " s")
  Sys.sleep(ceiling(wait))
}
status <- resp_status(response)
text <- if (length(response$body) == 0) "" else iconv(rawToChar(response$body), "UTF-8", "UTF-8", sub = "?")
if (status < 200 || status > 299) fail(3, error_message(status, text))
${answerLines(plan)}`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      failing(plan.error),
      ...(plan.response.kind === "text" ? [] : [readers]),
      running(plan),
    ],
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.R", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.R",
    source: code`${texts.map((text) => code`cat(${text}, "\u{1e}", sep = "")`)}
`,
  },
];
