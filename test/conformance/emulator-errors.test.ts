import assert from "node:assert/strict";
import { test } from "node:test";

import { adjacentOperations, type ErrorTemplate, fill, type Operation, operations } from "#zoom";

import {
  accountBackgroundAddErrors,
  accountBackgroundsRemoveErrors,
  groupBackgroundAddErrors,
  groupBackgroundsRemoveErrors,
  userBackgroundAddErrors,
  userBackgroundsRemoveErrors,
} from "./background-errors.ts";
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
import { managedDomainErrors, ownerErrors, trustedDomainErrors } from "./account-errors.ts";
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
import { featureErrors } from "./feature-errors.ts";
import { bothHosts, dig, type Host } from "./hosts.ts";
import { passwordErrors } from "./password-errors.ts";
import { pictureDeleteErrors, pictureErrors } from "./picture-errors.ts";
import {
  deviceGetErrors,
  deviceListErrors,
  meetingTemplateErrors,
  presenceErrors,
  presenceUpdateErrors,
  summaryTemplateErrors,
} from "./presence-errors.ts";
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
  scimGroupCreateErrors,
  scimGroupDeleteErrors,
  scimGroupGetErrors,
  scimGroupListErrors,
  scimGroupUpdateErrors,
} from "./scim-group-errors.ts";
import {
  scimUserCreateErrors,
  scimUserDeactivateErrors,
  scimUserDeleteErrors,
  scimUserGetErrors,
  scimUserListErrors,
  scimUserUpdateErrors,
} from "./scim-user-errors.ts";
import {
  accountLocksErrors,
  accountLocksUpdateErrors,
  accountRegistrationErrors,
  accountRegistrationUpdateErrors,
  accountSettingsErrors,
  accountSettingsUpdateErrors,
  groupLocksErrors,
  groupLocksUpdateErrors,
  groupRegistrationErrors,
  groupRegistrationUpdateErrors,
  groupSettingsErrors,
  groupSettingsUpdateErrors,
} from "./settings-errors.ts";
import {
  subscriptionCreateErrors,
  subscriptionDeleteErrors,
  subscriptionListErrors,
  subscriptionSubscribeErrors,
  subscriptionUnsubscribeErrors,
} from "./subscription-errors.ts";
import { absent, deleteErrors, emailErrors, getErrors, listErrors, statusErrors, updateErrors } from "./user-errors.ts";
import { userSettingsErrors, userSettingsUpdateErrors } from "./user-settings-errors.ts";

const casesOf: Readonly<Record<string, Readonly<Record<string, ErrorCase>>>> = {
  AddRoleMembers: roleMembersAddErrors,
  Createadivision: divisionCreateErrors,
  Deletedivision: divisionDeleteErrors,
  Getdivision: divisionGetErrors,
  UpdateLockedSettings: accountLocksUpdateErrors,
  Updateadivision: divisionUpdateErrors,
  accountSettings: accountSettingsErrors,
  accountSettingsRegistration: accountRegistrationErrors,
  accountSettingsRegistrationUpdate: accountRegistrationUpdateErrors,
  accountSettingsUpdate: accountSettingsUpdateErrors,
  Getmeetingsummarytemplates: summaryTemplateErrors,
  UpdateTheAccountOwner: ownerErrors,
  accountManagedDomain: managedDomainErrors,
  accountTrustedDomain: trustedDomainErrors,
  assigndivisionMember: divisionMembersAssignErrors,
  bulkUpdateFeature: featureErrors,
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
  delGroupVB: groupBackgroundsRemoveErrors,
  delUserVB: userBackgroundsRemoveErrors,
  delVB: accountBackgroundsRemoveErrors,
  deleteEventSubscription: subscriptionDeleteErrors,
  deleteRole: roleDeleteErrors,
  getAccountLockSettings: accountLocksErrors,
  getGroupLockSettings: groupLocksErrors,
  getGroupSettings: groupSettingsErrors,
  getCollaborationDevice: deviceGetErrors,
  getRoleInformation: roleGetErrors,
  getUserEventSubscriptions: subscriptionListErrors,
  getUserMeetingTemplates: meetingTemplateErrors,
  getUserPresenceStatus: presenceErrors,
  group: groupGetErrors,
  groupAdmins: groupAdminsErrors,
  groupAdminsCreate: groupAdminsAddErrors,
  groupAdminsDelete: groupAdminRemoveErrors,
  groupChannels: groupChannelsErrors,
  groupCreate: groupCreateErrors,
  groupDelete: groupDeleteErrors,
  groupLockedSettings: groupLocksUpdateErrors,
  groupMembers: groupMembersErrors,
  groupMembersCreate: groupMembersAddErrors,
  groupMembersDelete: groupMemberRemoveErrors,
  groupSettingsRegistration: groupRegistrationErrors,
  groupSettingsRegistrationUpdate: groupRegistrationUpdateErrors,
  groupSCIM2Delete: scimGroupDeleteErrors,
  groupSCIM2Get: scimGroupGetErrors,
  groupSCIM2List: scimGroupListErrors,
  groupSCIM2Update: scimGroupUpdateErrors,
  groupScim2Create: scimGroupCreateErrors,
  groupUpdate: groupUpdateErrors,
  groups: groupListErrors,
  listCollaborationDevices: deviceListErrors,
  listDivisionMembers: divisionMembersErrors,
  listDivisions: divisionListErrors,
  roleMemberDelete: roleMemberRemoveErrors,
  roleMembers: roleMembersErrors,
  roles: roleListErrors,
  subscribeEventSubscription: subscriptionSubscribeErrors,
  unSubscribeEventSubscription: subscriptionUnsubscribeErrors,
  updateAGroupMember: groupMemberUpdateErrors,
  updateGroupSettings: groupSettingsUpdateErrors,
  updatePresenceStatus: presenceUpdateErrors,
  updateRole: roleUpdateErrors,
  uploadGroupVB: groupBackgroundAddErrors,
  uploadVB: accountBackgroundAddErrors,
  uploadVBuser: userBackgroundAddErrors,
  user: getErrors,
  userADSCIM2Deactivate: scimUserDeactivateErrors,
  userAssistantCreate: assistantsAddErrors,
  userAssistantDelete: absent("DELETE", "/assistants/x"),
  userAssistants: absent("GET", "/assistants"),
  userAssistantsDelete: absent("DELETE", "/assistants"),
  userCreate: createErrors,
  userDelete: deleteErrors,
  userEmail: emailErrors,
  userEmailUpdate: emailUpdateErrors,
  userPassword: passwordErrors,
  userPermission: absent("GET", "/permissions"),
  userPicture: pictureErrors,
  userPictureDelete: pictureDeleteErrors,
  userSCIM2Delete: scimUserDeleteErrors,
  userSCIM2Get: scimUserGetErrors,
  userSCIM2List: scimUserListErrors,
  userSCIM2Update: scimUserUpdateErrors,
  userSSOTokenDelete: absent("DELETE", "/token"),
  userSchedulerDelete: absent("DELETE", "/schedulers/x"),
  userSchedulers: absent("GET", "/schedulers"),
  userSchedulersDelete: absent("DELETE", "/schedulers"),
  userSettings: userSettingsErrors,
  userSettingsUpdate: userSettingsUpdateErrors,
  userScim2Create: scimUserCreateErrors,
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
    // SCIM has words of its own for both.
    [status, dig(body, "code") ?? dig(body, "status"), dig(body, "message") ?? dig(body, "detail")],
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
