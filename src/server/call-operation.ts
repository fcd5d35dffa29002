import { redactText } from "#base";
import { type FilledRequest, fillRequest, matchAnswer, type Operation, urlBelow, type Values } from "#catalog";

import type { CallRecord } from "./api/console-contract.ts";
import { openCallTarget, type TargetDeps } from "./call-target.ts";
import { serverErrors } from "./errors.ts";
import { type OpenPart, sendRequest, shownBase } from "./send-request.ts";

const maxShown = 1_048_576;
/** A page's request has no files of its own. */
const refuseFiles =
  ({ id }: Operation): OpenPart =>
  ({ name }) => {
    throw serverErrors.make("RC_SERVER_CALL", `${id}: "${name}" is a file, and a page cannot send one`, {
      fix: `Run \`rollcall api call ${id} --set body.${name}=<file>\`.`,
    });
  };

const shownBody = ({ body }: FilledRequest): string =>
  redactText(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body, null, 2));

const clip = (text: string): string =>
  text.length > maxShown ? `${text.slice(0, maxShown)}… (${text.length} characters in all)` : text;

/**
 * Sends an operation once and compares the answer with what is documented.
 * @throws RC_CATALOG_VALUES, RC_SERVER_CALL, RC_SERVER_CALL_INCOMPLETE, RC_SERVER_CALL_REFUSED
 */
export const callOperation = async (
  deps: TargetDeps,
  operation: Operation,
  { account, confirmed, ...values }: Values & { readonly account: string; readonly confirmed: boolean },
): Promise<CallRecord> => {
  const request = fillRequest(operation, values);
  const reads = ["GET", "HEAD", "OPTIONS"].includes(request.method);
  const target = await openCallTarget(deps, operation, account);
  if (!reads && target.name !== "emulator" && !confirmed)
    throw serverErrors.make(
      "RC_SERVER_CALL_REFUSED",
      `${request.method} ${request.target} would change ${target.name}, which is no emulator`,
      { fix: "Confirm it first." },
    );
  const answer = await sendRequest(request, target, refuseFiles(operation));
  const auth: readonly (readonly [string, string])[] = request.auth.scheme === "none" ? [] : [["Authorization", "***"]];
  return {
    at: new Date().toISOString(),
    operation: operation.id,
    account: target.name,
    set: Object.fromEntries(Object.entries(values.set ?? {}).filter(([name]) => !/password|secret|token/i.test(name))),
    sent: {
      method: request.method,
      url: urlBelow(shownBase(target), request.target),
      headers: Object.fromEntries([...request.headers, ...auth]),
      body: clip(shownBody(request)),
    },
    ...answer,
    body: clip(redactText(answer.body)),
    match: matchAnswer(operation, answer.status, answer.body),
  };
};
