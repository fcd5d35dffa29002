import type { CreateContext, CreateOutcome, NewUser } from "#client";
import { defineStep, type StepOutcome, type StepType } from "#workflows";
import { createActions } from "#zoom";
import { z } from "zod";

import { callAccount, waitFor } from "./call-account.ts";
import type { StepDeps } from "./deps.ts";

const name = z.string().max(64).exactOptional();

const input = z.strictObject({
  email: z.string().min(3).max(128).describe("the user's e-mail address"),
  type: z.coerce.number().int().default(1).describe("1 Basic, 2 Licensed, 4 Unassigned, 99 None (ssoCreate only)"),
  action: z.enum(createActions).default("create").describe("which of Zoom's four ways"),
  first_name: name.describe("at most 64 characters"),
  last_name: name.describe("at most 64 characters"),
  display_name: z.string().max(128).exactOptional().describe("made of the other two where absent"),
  password: z.string().exactOptional().describe("for autoCreate only; never kept"),
});

const newUser = ({ first_name, last_name, display_name, ...rest }: z.output<typeof input>): NewUser => ({
  ...rest,
  ...(first_name === undefined ? {} : { firstName: first_name }),
  ...(last_name === undefined ? {} : { lastName: last_name }),
  ...(display_name === undefined ? {} : { displayName: display_name }),
});

const existsMessages: Readonly<Record<Extract<CreateOutcome, { outcome: "exists" }>["kind"], string>> = {
  "active here": "the address belongs to an active user of this account",
  "pending here": "the address is invited to this account already",
  "inactive here": "the address belongs to a deactivated user of this account",
  "active elsewhere": "the address belongs to a user of another Zoom account",
  "claimed or expired, not visible": "the address is in use and cannot be seen from this account",
};

const describe = (outcome: CreateOutcome, user: NewUser, waitMs: (until: number) => number): StepOutcome => {
  switch (outcome.outcome) {
    case "created":
    case "adopted": {
      const { id, email, type } = outcome;
      const made = { email, type, action: user.action, outcome: outcome.outcome };
      return { kind: "done", output: id === undefined ? made : { id, ...made } };
    }
    case "exists": {
      const { kind, user: found } = outcome;
      const details = { kind, email: user.email, status: kind === "active elsewhere" ? 400 : 409 };
      const id = found?.id === undefined ? {} : { user_id: found.id };
      return {
        kind: "failed",
        error: { code: "exists", message: `${user.email}: ${existsMessages[kind]}`, details: { ...details, ...id } },
      };
    }
    case "refused": {
      const { status, code, message, fix, fields = [] } = outcome;
      const named = fields.map((field) => ` ${field.field}: ${field.message}`).join("");
      return {
        kind: "failed",
        error: { code: `zoom_${code}`, message: message + named, fix, details: { status, code, fields } },
      };
    }
    case "deferred":
      return {
        kind: "deferred",
        waitMs: waitMs(outcome.until),
        reason: outcome.reason,
        isUnsure: outcome.intent === "again",
      };
  }
};

/** Creates a user, exactly once: after an attempt of unknown outcome it looks whether the user is there. */
export const createUserStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "create_user",
    summary: "Creates a Zoom user. What an earlier attempt of the same run made, whose answer was lost, is adopted.",
    input,
    output: {
      id: "q1w2e3r4t5y6u7i8o9p0aA",
      email: "mona.reyes@acme.test",
      type: 1,
      action: "create",
      outcome: "created",
    },
    attempts: 3,
    timeoutMs: 300_000,
    run: (values, context) =>
      callAccount(deps, context, async (client) => {
        const user = newUser(values);
        const { unsureSince } = context;
        const again: CreateContext =
          unsureSince === undefined ? {} : { intent: "again", since: unsureSince + client.clockOffsetMs() };
        if (unsureSince !== undefined)
          context.log("an earlier attempt has no recorded outcome: looking the address up first");
        return describe(await client.users.create(user, again), user, (until) => waitFor(until, client, deps.clock()));
      }),
  });
