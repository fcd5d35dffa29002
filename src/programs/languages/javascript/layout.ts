import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, type Source } from "../../source.ts";
import { environmentReader, errorMessage, failureClass, limits, waitSeconds } from "./failures.ts";
import { literal } from "./literal.ts";
import { mainPart } from "./main-part.ts";
import { readers } from "./readers.ts";

interface File {
  readonly name: string;
  readonly source: Source;
}

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

/** fetch keeps `Authorization` with its origin, but no other header. */
export const redirect = onceFor((auth: Auth): Source =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? code`redirect: "manual", // fetch would take the key to another host`
    : code`redirect: "follow", // to another origin without Authorization`,
);

const send = (plan: RequestPlan): Source => code`const send = async (url, headers, body) => {
  try {
    const response = await fetch(url, {
      method: ${literal(plan.method)},
      headers,
      body,
      ${redirect(plan.auth)}
      signal: AbortSignal.timeout(TIMEOUT * 1000),
    });
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), text: await response.text() };
  } catch (error) {
    throw new Failure(2, \`No answer: \${error.cause?.message || error.message}\`);
  }
};`;

const opening = (plan: RequestPlan): Source => code`// Node.js 22 or newer; nothing to install.
${heading(plan, "//")}
${limits}`;

/** A program whose requests go out with `send`. */
export const programWith = (plan: RequestPlan, begin: Source, client: Source): Source =>
  joined(
    [
      begin,
      failureClass,
      ...(plan.auth.scheme === "none" ? [] : [environmentReader]),
      waitSeconds,
      errorMessage(plan.error),
      readers(plan.response, "exact"),
      client,
      mainPart(plan),
    ].filter(({ isEmpty }) => !isEmpty),
    "\n\n",
  );

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "main.mjs", source: programWith(plan, opening(plan), send(plan)) },
];

/** The program alone, whatever the client: Node runs it. */
export const probeSource = (texts: readonly Source[]): Source => code`const texts = [
  ${texts.map((text) => code`${text},`)}
];
process.stdout.write(texts.map((text) => text + "\x1e").join(""));
`;

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "main.mjs", source: probeSource(texts) },
];
