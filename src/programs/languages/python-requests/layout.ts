import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "../python/literal.ts";
import { afterSend, beginning, credentialHeader, importsWith, joinParts } from "../python/parts.ts";

const imports = importsWith([]);

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env python3
# Python 3.9 or newer with Requests 2.28 or newer.
${heading(plan, "#")}
${imports(plan.auth)}
from datetime import datetime, timezone

import requests

${beginning}`;

const repeats = ({ body }: RequestPlan): Source =>
  ours(body === undefined ? "(301, 302, 303, 307, 308)" : "(307, 308)");

/** Requests keeps `Authorization` with its host by itself. */
const rebuildAuth = ({ auth }: RequestPlan): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? [
        code`
    def rebuild_auth(self, prepared_request, response):
        if self.should_strip_auth(response.request.url, prepared_request.url):
            prepared_request.headers.pop(${credentialHeader(auth)}, None)`,
      ]
    : [];

const session = (plan: RequestPlan): Source => code`class Session(requests.Session):
    """Follows redirects that repeat the request, and leaves the credential with its host."""

    max_redirects = ${programLimits.maxRedirects}

    def get_redirect_target(self, resp):
        return super().get_redirect_target(resp) if resp.status_code in ${repeats(plan)} else None
${rebuildAuth(plan)}`;

const send = (plan: RequestPlan): Source => code`def send(url, headers, body):
    with Session() as session:
        session.auth = lambda request: request  # headers has it; without this, ~/.netrc would overrule them
        response = session.request(${literal(plan.method)}, url, data=body, headers=headers, timeout=TIMEOUT, stream=True)
        response.raw.enforce_content_length = True  # an answer that is cut off is none
        return response.status_code, response.headers, response.content`;

const source = (plan: RequestPlan): Source =>
  joinParts([opening(plan), session(plan), send(plan), ...afterSend(plan, ours("requests.RequestException"))]);

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.py", source: source(plan) },
];
