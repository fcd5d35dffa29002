import type { UserChanges, UserDetail } from "#client";
import { defineStep, type StepType } from "#workflows";
import { z } from "zod";

import { callAccount } from "./call-account.ts";
import type { StepDeps } from "./deps.ts";

const who = z.string().min(1).max(128).describe("the user's id or e-mail address");
const timeoutMs = 300_000;

/** A user as later steps read it. */
const userOutput = (user: UserDetail): Readonly<Record<string, unknown>> => ({
  found: true,
  id: user.id,
  email: user.email,
  first_name: user.firstName,
  last_name: user.lastName,
  display_name: user.displayName,
  type: user.type,
  status: user.status,
  dept: user.department,
  job_title: user.jobTitle,
  group_ids: user.groupIds,
  role_id: user.roleId,
  created_at: user.createdAt,
  last_login_at: user.lastLoginAt,
});

export const lookupUserStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "lookup_user",
    summary:
      "Looks a user up. One that is not there is an answer, not a failure: `found` is false and `reason` says why.",
    input: z.strictObject({ user: who }),
    output: { found: true, id: "q1w2e3r4t5y6u7i8o9p0aA", email: "mona.reyes@acme.test", type: 1, status: "active" },
    attempts: 3,
    timeoutMs,
    run: ({ user }, context) =>
      callAccount(deps, context, async (client) => {
        const found = await client.users.get(user);
        return {
          kind: "done",
          output: "notHere" in found ? { found: false, reason: found.notHere } : userOutput(found),
        };
      }),
  });

const text = (what: string) => z.string().max(128).exactOptional().describe(what);

const changes = z.strictObject({
  user: who,
  first_name: text("first name"),
  last_name: text("last name"),
  display_name: text("display name"),
  type: z.coerce.number().int().exactOptional().describe("1 Basic, 2 Licensed, 4 Unassigned"),
  dept: text("department"),
  job_title: text("job title"),
  company: text("company"),
  location: text("location"),
  cost_center: text("cost centre"),
  manager: text("the manager's e-mail address"),
  timezone: text("time zone, such as Europe/Madrid"),
  language: text("language, such as en-US"),
  group_id: text("the group of a pending user"),
});

const fields: readonly (readonly [wire: Exclude<keyof z.output<typeof changes>, "user">, ours: keyof UserChanges])[] = [
  ["first_name", "firstName"],
  ["last_name", "lastName"],
  ["display_name", "displayName"],
  ["type", "type"],
  ["dept", "department"],
  ["job_title", "jobTitle"],
  ["company", "company"],
  ["location", "location"],
  ["cost_center", "costCenter"],
  ["manager", "manager"],
  ["timezone", "timezone"],
  ["language", "language"],
  ["group_id", "groupId"],
];

export const updateUserStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "update_user",
    summary: "Changes attributes of a user. Zoom says yes for a pending user and changes nothing but the group.",
    input: changes,
    output: { user: "mona.reyes@acme.test", changed: ["dept"] },
    attempts: 3,
    timeoutMs,
    run: (values, context) =>
      callAccount(deps, context, async (client) => {
        const given = fields.filter(([wire]) => values[wire] !== undefined);
        const wanted: UserChanges = Object.fromEntries(given.map(([wire, ours]) => [ours, values[wire]]));
        await client.users.update(values.user, wanted);
        return { kind: "done", output: { user: values.user, changed: given.map(([wire]) => wire) } };
      }),
  });

const statusStep = (deps: StepDeps, action: "activate" | "deactivate", summary: string): StepType =>
  defineStep({
    type: `${action}_user`,
    summary,
    input: z.strictObject({ user: who }),
    output: { user: "mona.reyes@acme.test", status: action === "activate" ? "active" : "inactive" },
    attempts: 3,
    timeoutMs,
    run: ({ user }, context) =>
      callAccount(deps, context, async (client) => {
        await client.users.setStatus(user, action);
        return { kind: "done", output: { user, status: action === "activate" ? "active" : "inactive" } };
      }),
  });

export const activateUserStep = (deps: StepDeps): StepType =>
  statusStep(deps, "activate", "Lets a deactivated user sign in again. Licences do not come back by themselves.");

export const deactivateUserStep = (deps: StepDeps): StepType =>
  statusStep(deps, "deactivate", "Keeps a user from signing in; all licences are taken away.");

export const deleteUserStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "delete_user",
    summary: "Removes a user, and hands over what the user owns to another one where `transfer_to` names one.",
    input: z.strictObject({
      user: who,
      mode: z
        .enum(["disassociate", "delete"])
        .describe(
          "disassociate: the user keeps the data as an own Free account; delete: gone for good. Pending users: disassociate",
        ),
      transfer_to: text("e-mail address of who receives meetings, webinars, recordings and the like"),
      transfer: z.array(z.string()).exactOptional().describe("only these, such as meeting and recording"),
    }),
    output: { user: "mona.reyes@acme.test", mode: "delete" },
    attempts: 3,
    timeoutMs,
    run: ({ user, mode, transfer_to, transfer }, context) =>
      callAccount(deps, context, async (client) => {
        // An earlier attempt of unknown outcome may have removed the user.
        if (context.unsureSince !== undefined && "notHere" in (await client.users.get(user)))
          return { kind: "done", output: { user, mode, outcome: "gone" } };
        const to =
          transfer_to === undefined
            ? {}
            : { transfer: { to: transfer_to, ...(transfer === undefined ? {} : { what: transfer }) } };
        await client.users.remove(user, { mode, ...to });
        return { kind: "done", output: { user, mode, outcome: "removed" } };
      }),
  });
