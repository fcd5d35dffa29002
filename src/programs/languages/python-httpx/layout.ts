import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "../python/literal.ts";
import { afterSend, beginning, credentialHeader, importsWith, joinParts } from "../python/parts.ts";

const imports = importsWith([]);

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env python3
# Python 3.9 or newer with HTTPX 0.23 or newer.
${heading(plan, "#")}
${imports(plan.auth)}
from datetime import datetime, timezone

import httpx

${beginning}`;

const repeats = ({ body }: RequestPlan): Source =>
  ours(body === undefined ? "(301, 302, 303, 307, 308)" : "(307, 308)");

/** HTTPX keeps `Authorization` with its origin by itself. */
const leaveCredential = ({ auth }: RequestPlan): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? [
        code`if (again.url.scheme, again.url.netloc) != (request.url.scheme, request.url.netloc):
    again.headers.pop(${credentialHeader(auth)}, None)  # it stays with its host`,
      ]
    : [];

const send = (plan: RequestPlan): Source => code`def send(url, headers, body):
    """Follows redirects that repeat the request."""
    with httpx.Client(timeout=TIMEOUT) as client:
        request = client.build_request(${literal(plan.method)}, url, headers=headers, content=body)
        for _ in range(${programLimits.maxRedirects}):
            response = client.send(request)
            again = response.next_request
            if again is None or response.status_code not in ${repeats(plan)}:
                return response.status_code, response.headers, response.content
            ${leaveCredential(plan)}
            request = again
        raise httpx.TooManyRedirects("too many redirects", request=request)`;

const source = (plan: RequestPlan): Source =>
  joinParts([opening(plan), send(plan), ...afterSend(plan, ours("(httpx.HTTPError, httpx.InvalidURL)"))]);

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.py", source: source(plan) },
];
