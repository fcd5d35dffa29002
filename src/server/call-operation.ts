import { redactText } from "#base";
import {
  type FilledPart,
  type FilledRequest,
  fillRequest,
  matchAnswer,
  type Operation,
  signRequest,
  urlBelow,
  type Values,
} from "#catalog";

import type { CallRecord } from "./api/console-contract.ts";
import { type CallTarget, openCallTarget, type TargetDeps } from "./call-target.ts";
import { serverErrors } from "./errors.ts";

const maxShown = 1_048_576;
const timeoutMs = 60_000;

const formOf = (operation: Operation, parts: readonly FilledPart[]): FormData => {
  const form = new FormData();
  for (const { name, kind, value } of parts) {
    if (kind === "file")
      throw serverErrors.make("RC_SERVER_CALL", `${operation.id}: "${name}" is a file, and a page cannot send one`, {
        fix: `Run \`rollcall api call ${operation.id} --set body.${name}=<file>\`.`,
      });
    form.append(name, value);
  }
  return form;
};

const bodyOf = (operation: Operation, { body }: FilledRequest): string | FormData | undefined =>
  body === undefined || typeof body === "string" ? body : formOf(operation, body);

const shownBody = ({ body }: FilledRequest): string =>
  redactText(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body, null, 2));

const send = async (
  target: CallTarget,
  operation: Operation,
  request: FilledRequest,
): Promise<Pick<CallRecord, "status" | "ms" | "bytes" | "headers" | "body">> => {
  const body = bodyOf(operation, request);
  const signed = signRequest(request, target.secret);
  const begun = performance.now();
  try {
    const response = await target.fetch(urlBelow(target.base, signed.target), {
      method: request.method,
      headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      ms: Math.round((performance.now() - begun) * 10) / 10,
      bytes: Buffer.byteLength(text),
      headers: Object.fromEntries(response.headers),
      body: text,
    };
  } catch (error) {
    throw serverErrors.make(
      "RC_SERVER_CALL",
      `${target.shownBase} did not answer ${request.method} ${request.target}`,
      {
        fix: "A fault rule may have broken the connection (Clock and faults), or the server cannot be reached.",
        cause: error,
      },
    );
  }
};

const clip = (text: string): string =>
  text.length > maxShown ? `${text.slice(0, maxShown)}… (${text.length} characters in all)` : text;

/**
 * Sends an operation once and compares the answer with what is documented.
 * @throws RC_CATALOG_VALUES, RC_SERVER_CALL, RC_SERVER_CALL_REFUSED
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
  const answer = await send(target, operation, request);
  const auth: readonly (readonly [string, string])[] = request.auth.scheme === "none" ? [] : [["Authorization", "***"]];
  return {
    at: new Date().toISOString(),
    operation: operation.id,
    account: target.name,
    set: Object.fromEntries(Object.entries(values.set ?? {}).filter(([name]) => !/password|secret|token/i.test(name))),
    sent: {
      method: request.method,
      url: urlBelow(target.shownBase, request.target),
      headers: Object.fromEntries([...request.headers, ...auth]),
      body: clip(shownBody(request)),
    },
    ...answer,
    body: clip(redactText(answer.body)),
    match: matchAnswer(operation, answer.status, answer.body),
  };
};
