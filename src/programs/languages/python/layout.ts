import { heading, parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { afterSend, beginning, comment, credentialHeader, fail, importsWith, joinParts, readers } from "./parts.ts";
import { variableLines } from "./variables.ts";

const imports = importsWith(["urllib.error", "urllib.parse", "urllib.request"]);

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env python3
# Python 3.9 or newer, standard library only.
${heading(plan, "#")}
${imports(plan.auth)}
from datetime import datetime, timezone
from http.client import HTTPException

${beginning}


class Redirects(urllib.request.HTTPRedirectHandler):
    """Repeats the request elsewhere, but leaves the credential with its host."""

    def redirect_request(self, request, answer, status, reason, headers, url):
        if request.data is not None and status not in (307, 308):
            return None
        again = urllib.request.Request(url, request.data, dict(request.header_items()), method=request.get_method())
        again.remove_header("Host")
        if urllib.parse.urlsplit(url)[:2] != urllib.parse.urlsplit(request.full_url)[:2]:
            again.remove_header(${credentialHeader(plan.auth)}.capitalize())
        return again

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302


def send(url, headers, body):
    request = urllib.request.Request(url, body, headers, method=${literal(plan.method)})
    try:
        with urllib.request.build_opener(Redirects).open(request, timeout=TIMEOUT) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as response:
        with response:
            return response.code, response.headers, response.read()`;

/** The whole file. */
const source = (plan: RequestPlan): Source =>
  joinParts([opening(plan), ...afterSend(plan, ours("(OSError, HTTPException, ValueError)"))]);

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.py", source: source(plan) },
];

/** Reads standard input instead of an answer. */
export const parser: ParserLayout = (parsing) => [
  {
    name: "main.py",
    source: code`#!/usr/bin/env python3
# Python 3.9 or newer, standard library only.
${parserHeading(parsing, comment, "#")}
import json
import sys


${fail}


${readers}


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        answer = json.loads(sys.stdin.buffer.read().decode())
    except ValueError as error:
        fail(4, f"Standard input is not JSON: {error}")
    ${variableLines(parsing.shape)}


main()`,
  },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.py",
    source: code`import sys

for text in [
    ${texts.map((text) => code`${text},`)}
]:
    sys.stdout.buffer.write(text.encode() + b"\x1e")
`,
  },
];
