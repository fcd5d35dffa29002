import assert from "node:assert/strict";
import { test } from "node:test";

import { adjacentOperations, type ErrorTemplate, fill, type Operation, operations } from "#zoom";

import {
  contactGroupCreateErrors,
  contactGroupDeleteErrors,
  contactGroupGetErrors,
  contactGroupListErrors,
  contactGroupMembersAddErrors,
  contactGroupMembersErrors,
  contactGroupMembersRemoveErrors,
  contactGroupUpdateErrors,
} from "./contact-group-errors.ts";
import { emailUpdateErrors, userTokenErrors, vanityNameErrors, zakErrors } from "./email-errors.ts";
import { assistantsAddErrors } from "./assistant-errors.ts";
import { createErrors } from "./create-errors.ts";
import {
  divisionCreateErrors,
  divisionDeleteErrors,
  divisionGetErrors,
  divisionListErrors,
  divisionMembersAssignErrors,
  divisionMembersErrors,
  divisionUpdateErrors,
} from "./division-errors.ts";
import type { ErrorCase } from "./error-cases.ts";
import {
  groupCreateErrors,
  groupDeleteErrors,
  groupGetErrors,
  groupListErrors,
  groupUpdateErrors,
} from "./group-errors.ts";
import {
  groupAdminRemoveErrors,
  groupAdminsAddErrors,
  groupAdminsErrors,
  groupChannelsErrors,
  groupMemberRemoveErrors,
  groupMembersAddErrors,
  groupMembersErrors,
  groupMemberUpdateErrors,
} from "./group-member-errors.ts";
import { bothHosts, dig, type Host } from "./hosts.ts";
import {
  roleCreateErrors,
  roleDeleteErrors,
  roleGetErrors,
  roleListErrors,
  roleMemberRemoveErrors,
  roleMembersAddErrors,
  roleMembersErrors,
  roleUpdateErrors,
} from "./role-errors.ts";
import {
  subscriptionCreateErrors,
  subscriptionDeleteErrors,
  subscriptionListErrors,
  subscriptionSubscribeErrors,
  subscriptionUnsubscribeErrors,
} from "./subscription-errors.ts";
import { absent, deleteErrors, emailErrors, getErrors, listErrors, statusErrors, updateErrors } from "./user-errors.ts";

const casesOf: Readonly<Record<string, Readonly<Record<string, ErrorCase>>>> = {
  AddRoleMembers: roleMembersAddErrors,
  Createadivision: divisionCreateErrors,
  Deletedivision: divisionDeleteErrors,
  Getdivision: divisionGetErrors,
  Updateadivision: divisionUpdateErrors,
  assigndivisionMember: divisionMembersAssignErrors,
  contactGroup: contactGroupGetErrors,
  contactGroupCreate: contactGroupCreateErrors,
  contactGroupDelete: contactGroupDeleteErrors,
  contactGroupMemberAdd: contactGroupMembersAddErrors,
  contactGroupMemberRemove: contactGroupMembersRemoveErrors,
  contactGroupMembers: contactGroupMembersErrors,
  contactGroupUpdate: contactGroupUpdateErrors,
  contactGroups: contactGroupListErrors,
  createEventSubscription: subscriptionCreateErrors,
  createRole: roleCreateErrors,
  deleteEventSubscription: subscriptionDeleteErrors,
  deleteRole: roleDeleteErrors,
  getRoleInformation: roleGetErrors,
  getUserEventSubscriptions: subscriptionListErrors,
  group: groupGetErrors,
  groupAdmins: groupAdminsErrors,
  groupAdminsCreate: groupAdminsAddErrors,
  groupAdminsDelete: groupAdminRemoveErrors,
  groupChannels: groupChannelsErrors,
  groupCreate: groupCreateErrors,
  groupDelete: groupDeleteErrors,
  groupMembers: groupMembersErrors,
  groupMembersCreate: groupMembersAddErrors,
  groupMembersDelete: groupMemberRemoveErrors,
  groupUpdate: groupUpdateErrors,
  groups: groupListErrors,
  listDivisionMembers: divisionMembersErrors,
  listDivisions: divisionListErrors,
  roleMemberDelete: roleMemberRemoveErrors,
  roleMembers: roleMembersErrors,
  roles: roleListErrors,
  subscribeEventSubscription: subscriptionSubscribeErrors,
  unSubscribeEventSubscription: subscriptionUnsubscribeErrors,
  updateRole: roleUpdateErrors,
  updateAGroupMember: groupMemberUpdateErrors,
  user: getErrors,
  userAssistantCreate: assistantsAddErrors,
  userAssistantDelete: absent("DELETE", "/assistants/x"),
  userAssistants: absent("GET", "/assistants"),
  userAssistantsDelete: absent("DELETE", "/assistants"),
  userCreate: createErrors,
  userDelete: deleteErrors,
  userEmail: emailErrors,
  userEmailUpdate: emailUpdateErrors,
  userPermission: absent("GET", "/permissions"),
  userSchedulerDelete: absent("DELETE", "/schedulers/x"),
  userSchedulers: absent("GET", "/schedulers"),
  userSchedulersDelete: absent("DELETE", "/schedulers"),
  userSSOTokenDelete: absent("DELETE", "/token"),
  userStatus: statusErrors,
  userSummary: {},
  userToken: userTokenErrors,
  userUpdate: updateErrors,
  userVanityName: vanityNameErrors,
  userZak: zakErrors,
  users: listErrors,
};

const allOperations = [...operations, ...adjacentOperations];

/** `<host> <operation> <error>` of every template that an answer has shown, text and all. */
const produced = new Set<string>();

const produce = async (host: Host, template: ErrorTemplate, given: ErrorCase): Promise<void> => {
  const { account = {}, before, send, values, tickMs = 1000, webhooks } = given;
  await using stage = await host.open({ account, tickMs, ...(webhooks === undefined ? {} : { webhooks }) });
  await before?.(stage);
  const { status, body, text } = await send(stage);
  assert.deepEqual(
    [status, dig(body, "code"), dig(body, "message")],
    [template.status, template.code, fill(template.message, typeof values === "function" ? values() : values)],
    text,
  );
  assert.ok(!/\{\w+\}/.test(text.replace(/`\{\w+\}`/g, "")), `a placeholder was left: ${text}`);
};

const errorsOf = ({ errors }: Operation): readonly (readonly [string, ErrorTemplate])[] => Object.entries(errors);

for (const host of bothHosts)
  for (const operation of allOperations)
    test(`every error of ${operation.id} is answered, word for word (${host.name})`, async (t) => {
      for (const [name, template] of errorsOf(operation)) {
        const given = casesOf[operation.id]?.[name];
        if (given === undefined) continue;
        await t.test(name, async () => {
          await produce(host, template, given);
          produced.add(`${host.name} ${operation.id} ${name}`);
        });
      }
    });

test("no documented error is without an answer that shows it, unless it is marked as leftover", () => {
  const wanted = bothHosts.flatMap(({ name: host }) =>
    allOperations.flatMap((operation) =>
      errorsOf(operation)
        .filter(([, template]) => template.leftover !== true)
        .map(([name]) => `${host} ${operation.id} ${name}`),
    ),
  );
  assert.deepEqual(
    wanted.filter((name) => !produced.has(name)),
    [],
  );
  assert.equal(produced.size, wanted.length, "a leftover was produced after all: take the mark away");
});
