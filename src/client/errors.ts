import { defineErrors, exits, RollcallError } from "#base";

import type { Refusal } from "./answer.ts";

/** What the client throws. Expected outcomes of `users.create` and `users.get` are values, not errors. */
export const clientErrors = defineErrors({
  RC_CLIENT_TOKEN: {
    summary: "Zoom refused to hand out an access token for these credentials.",
    fix: "Check account id, client id and client secret on the app's page in the Zoom App Marketplace.",
    exit: exits.credentials,
  },
  RC_CLIENT_UNAUTHORIZED: {
    summary: "Zoom does not accept the access token, and a new one did not help.",
    fix: "Check that the app is activated, or give a fresh access token.",
    exit: exits.credentials,
  },
  RC_CLIENT_SCOPE: {
    summary: "The app lacks a scope that this call needs.",
    fix: "Add the named scope to the app in the Zoom App Marketplace; the next token has it.",
    exit: exits.credentials,
  },
  RC_CLIENT_PERMISSION: {
    summary: "The account or the role of the app's owner does not permit this call.",
    fix: "Give the role of the app's owner the named permission (Zoom: User Management > Roles).",
    exit: exits.credentials,
  },
  RC_CLIENT_UNREACHABLE: {
    summary: "Zoom could not be reached, or kept failing, after every allowed retry.",
    fix: "Check the network and status.zoom.us, then run the same command again: it goes on where it stopped.",
    exit: exits.unreachable,
  },
  RC_CLIENT_REDIRECT: {
    summary: "The answer points to a host that is not Zoom's, and credentials are not sent there.",
    fix: "Check the base URL of the account.",
    exit: exits.unreachable,
  },
  RC_CLIENT_ANSWER: {
    summary: "The answer is not what Zoom documents for this call.",
    fix: "Check that the base URL really is a Zoom API and ends in /v2.",
    exit: exits.unreachable,
  },
  RC_CLIENT_LISTING: {
    summary: "A listing did not come to an end, so it cannot be trusted to be complete.",
    fix: "Run the command again; if it happens again, Zoom's paging is at fault.",
    exit: exits.unreachable,
  },
  RC_CLIENT_LIMIT: {
    summary: "A rate limit of the Zoom account forbids this call for now.",
    fix: "Wait until the time that the message names.",
    exit: exits.waiting,
  },
  RC_CLIENT_REFUSED: {
    summary: "Zoom understood the call and refused it.",
    fix: "See the message.",
    exit: exits.someFailed,
  },
  RC_CLIENT_INPUT: {
    summary: "The call was given a value that cannot be sent.",
    fix: "Correct the value that the message names.",
    exit: exits.usage,
  },
});

/** Zoom refused a call other than `users.create`, whose refusals are values. Code RC_CLIENT_REFUSED. */
export class RefusedError extends RollcallError {
  readonly refusal: Refusal;

  constructor(what: string, refusal: Refusal, fix: string) {
    const fields = (refusal.fields ?? []).map(({ field, message }) => ` ${field}: ${message}`).join("");
    super(
      "RC_CLIENT_REFUSED",
      clientErrors.kinds.RC_CLIENT_REFUSED,
      `${what}: ${refusal.message}${fields} (HTTP ${refusal.status}, code ${refusal.code})`,
      { fix },
    );
    this.refusal = refusal;
  }
}

/** A limit of the account forbids the call before `until`. Code RC_CLIENT_LIMIT. */
export class LimitError extends RollcallError {
  /** Milliseconds since 1970 on the account's clock. */
  readonly until: number;

  constructor(what: string, until: number, reason: string) {
    super(
      "RC_CLIENT_LIMIT",
      clientErrors.kinds.RC_CLIENT_LIMIT,
      `${what}: ${reason}; possible again at ${new Date(until).toISOString()} by the account's clock`,
    );
    this.until = until;
  }
}
