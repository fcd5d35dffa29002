import { exactJson } from "#base";
import type { Client } from "#client";
import { defineStep, type StepOutcome, type StepType } from "#workflows";
import { groupList, groupMembersAdd } from "#zoom";
import { z } from "zod";

import { callAccount } from "./call-account.ts";
import type { StepDeps } from "./deps.ts";
import { refusedAnswer } from "./refused-answer.ts";

const groupsSchema = z.object({
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  next_page_token: z.string().optional(),
});
const addedSchema = z.object({ ids: z.string().optional() });

const maxPages = 50;

/** The id of the group with this name, in any case. */
const groupId = async (client: Client, name: string): Promise<string | StepOutcome> => {
  let page = "";
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = page === "" ? "" : `&next_page_token=${encodeURIComponent(page)}`;
    const answer = await client.request({
      method: "GET",
      target: `${groupList.path}?page_size=100${query}`,
      label: groupList.label,
    });
    if (answer.status !== 200) return refusedAnswer(answer, "listing the groups");
    const { groups, next_page_token: next = "" } = groupsSchema.parse(exactJson.parse(answer.text));
    const found = groups.find((group) => group.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found.id;
    if (next === "") break;
    page = next;
  }
  return { kind: "failed", error: { code: "group_unknown", message: `the account has no group called "${name}"` } };
};

const input = z
  .strictObject({
    user: z.string().min(1).max(128).describe("the user's id or e-mail address"),
    group: z.string().min(1).exactOptional().describe("the group's name"),
    group_id: z.string().min(1).exactOptional().describe("or its id"),
  })
  .refine(({ group, group_id }) => (group === undefined) !== (group_id === undefined), "give either group or group_id");

export const addToGroupStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "add_to_group",
    summary:
      "Adds an active user to a group. Zoom says yes for a pending user and does nothing: wait for the acceptance first.",
    input,
    output: { user: "mona.reyes@acme.test", group_id: "gR0upGr0upGr0upGr0upAA", added: true },
    attempts: 3,
    timeoutMs: 300_000,
    run: ({ user, group, group_id }, context) =>
      callAccount(deps, context, async (client) => {
        const id = group_id ?? (await groupId(client, group ?? ""));
        if (typeof id !== "string") return id;
        const member = user.includes("@") ? { email: user } : { id: user };
        const answer = await client.request({
          method: groupMembersAdd.method,
          target: groupMembersAdd.path.replace("{groupId}", () => encodeURIComponent(id)),
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ members: [member] }),
          label: groupMembersAdd.label,
        });
        if (answer.status < 200 || answer.status > 299) return refusedAnswer(answer, `adding ${user} to a group`);
        const { ids = "" } = addedSchema.parse(answer.text === "" ? {} : exactJson.parse(answer.text));
        // Zoom answers 201 without an id for those it did not add.
        return { kind: "done", output: { user, group_id: id, added: ids !== "" } };
      }),
  });
