import {
  contactGroupCreate,
  contactGroupDelete,
  contactGroupGet,
  contactGroupLimits,
  contactGroupList,
  contactGroupUpdate,
} from "#zoom";

import { ok } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { numberOf, stringOf } from "../read.ts";
import type { ContactGroup } from "../records.ts";
import { checkPaid, findContactGroup } from "./find.ts";
import { givenMembers, presentMembers } from "./members.ts";

const row = ({ id, name, privacy, description }: ContactGroup) => ({
  group_id: id,
  group_name: name,
  group_privacy: privacy,
  description,
});

const view = (call: Call, group: ContactGroup) => ({
  ...row(group),
  total_members: presentMembers(call, group.members).length,
});

/** GET /contacts/groups, in order of creation (unknown at Zoom; stable here). */
export const listContactGroups: Handler = (call) => {
  const refused = checkPaid(call, contactGroupList.errors);
  if (refused !== undefined) return refused;
  const asked = askedPage(call, contactGroupList.id, contactGroupLimits.maxPage, contactGroupLimits.page);
  if ("body" in asked) return asked;
  const page = takePage(call.tenant.shelves.contactGroup.all(), asked);
  return ok(
    200,
    JSON.stringify({
      groups: page.items.map(row),
      next_page_token: nextToken(call, asked, page),
      page_size: asked.size,
    }),
  );
};

/** POST /contacts/groups. */
export const createContactGroup: Handler = (call) => {
  const refused = checkPaid(call, contactGroupCreate.errors);
  if (refused !== undefined) return refused;
  const given = givenMembers(call);
  if ("body" in given) return given;
  const { world, tenant, body } = call;
  const group: ContactGroup = {
    seq: world.nextSeq(tenant),
    account: tenant.account.id,
    id: world.identifiers.id(),
    name: stringOf(body["group_name"]) ?? "",
    privacy: numberOf(body["group_privacy"]) ?? 1,
    description: stringOf(body["description"]) ?? "",
    members: given.members,
  };
  tenant.shelves.contactGroup.put(group);
  const done = ok(201, JSON.stringify(view(call, group)));
  return given.hint === undefined ? done : { ...done, hint: given.hint };
};

/** GET /contacts/groups/{groupId}. */
export const getContactGroup: Handler = (call) => {
  const group = findContactGroup(call, contactGroupGet.errors);
  return "body" in group ? group : ok(200, JSON.stringify(view(call, group)));
};

/** PATCH /contacts/groups/{groupId}. */
export const updateContactGroup: Handler = (call) => {
  const group = findContactGroup(call, contactGroupUpdate.errors);
  if ("body" in group) return group;
  const { body, tenant } = call;
  group.name = stringOf(body["name"]) ?? group.name;
  group.privacy = numberOf(body["privacy"]) ?? group.privacy;
  group.description = stringOf(body["description"]) ?? group.description;
  tenant.shelves.contactGroup.put(group);
  return ok(204, "");
};

/** DELETE /contacts/groups/{groupId}. */
export const deleteContactGroup: Handler = (call) => {
  const group = findContactGroup(call, contactGroupDelete.errors);
  if ("body" in group) return group;
  call.tenant.shelves.contactGroup.remove(group);
  return ok(204, "");
};
