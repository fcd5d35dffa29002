import { contactGroupLimits, contactGroupMembers, contactGroupMembersAdd, contactGroupMembersRemove } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { listOf, numberOf, objectOf, stringOf } from "../read.ts";
import type { ContactGroupMember } from "../records.ts";
import { findContactGroup } from "./find.ts";

const nameOf = ({ tenant }: Call, { type, id }: ContactGroupMember): string | undefined => {
  if (type === 2) return tenant.groups.byId(id)?.name;
  const user = tenant.users.byId(id);
  return user?.profile?.display_name ?? (user === undefined ? undefined : `${user.firstName} ${user.lastName}`.trim());
};

/** Members that are still in the account, with their names and their place in the list. */
export const presentMembers = (call: Call, members: readonly ContactGroupMember[]) =>
  members.flatMap((member, seq) => {
    const name = nameOf(call, member);
    return name === undefined ? [] : [{ ...member, name, seq }];
  });

interface GivenMembers {
  /** Each once. */
  readonly members: readonly ContactGroupMember[];
  readonly hint?: string;
}

const { errors: addErrors } = contactGroupMembersAdd;

/** The members that a body lists, or why there are too many of them; unknown ones are dropped (inferred). */
export const givenMembers = (call: Call): GivenMembers | Outcome => {
  const listed = (listOf(call.body["group_members"]) ?? []).map((item): ContactGroupMember => {
    const given = objectOf(item);
    return { type: numberOf(given["type"]) === 2 ? 2 : 1, id: stringOf(given["id"]) ?? "" };
  });
  const groups = listed.filter(({ type }) => type === 2).length;
  if (listed.length - groups > contactGroupLimits.newUsers) return refusal(addErrors.tooManyUsers);
  if (groups > contactGroupLimits.newGroups) return refusal(addErrors.tooManyGroups);
  const byId = new Map(listed.map((member) => [member.id, member]));
  const known = [...byId.values()].filter((member) => nameOf(call, member) !== undefined);
  if (known.length === byId.size) return { members: known };
  return { members: known, hint: "Members that the account does not have were dropped, as Zoom is assumed to do." };
};

/** GET /contacts/groups/{groupId}/members. */
export const listContactGroupMembers: Handler = (call) => {
  const group = findContactGroup(call, contactGroupMembers.errors);
  if ("body" in group) return group;
  const { page: defaultSize, maxPage } = contactGroupLimits;
  const asked = askedPage(call, `${contactGroupMembers.id} ${group.id}`, maxPage, defaultSize);
  if ("body" in asked) return asked;
  const page = takePage(presentMembers(call, group.members), asked);
  return ok(
    200,
    JSON.stringify({
      group_members: page.items.map(({ type, id, name }) => ({ type, id, name })),
      next_page_token: nextToken(call, asked, page),
      page_size: asked.size,
    }),
  );
};

/** POST /contacts/groups/{groupId}/members. */
export const addContactGroupMembers: Handler = (call) => {
  const group = findContactGroup(call, addErrors);
  if ("body" in group) return group;
  const given = givenMembers(call);
  if ("body" in given) return given;
  const before = new Set(group.members.map(({ id }) => id));
  group.members = [...group.members, ...given.members.filter(({ id }) => !before.has(id))];
  call.tenant.shelves.contactGroup.put(group);
  const done = ok(201, JSON.stringify({ member_ids: given.members.map(({ id }) => id) }));
  return given.hint === undefined ? done : { ...done, hint: given.hint };
};

const { errors: removeErrors } = contactGroupMembersRemove;

/** DELETE /contacts/groups/{groupId}/members?member_ids=…: all of them or none. */
export const removeContactGroupMembers: Handler = (call) => {
  const group = findContactGroup(call, removeErrors);
  if ("body" in group) return group;
  const ids = new Set((call.query.get("member_ids") ?? "").split(",").filter((id) => id !== ""));
  if (ids.size > contactGroupLimits.removedMembers) return refusal(removeErrors.tooMany);
  const present = new Set(presentMembers(call, group.members).map(({ id }) => id));
  for (const memberId of ids) if (!present.has(memberId)) return refusal(removeErrors.memberUnknown, { memberId });
  if (ids.size > 0 && ids.size === present.size) return refusal(removeErrors.lastMember);
  group.members = group.members.filter(({ id }) => !ids.has(id));
  call.tenant.shelves.contactGroup.put(group);
  return ids.size > 0 ? ok(204, "") : { ...ok(204, ""), hint: "member_ids is empty: nobody was removed." };
};
