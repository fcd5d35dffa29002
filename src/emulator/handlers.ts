import type { Outcome } from "./answer.ts";
import { listManagedDomains, listTrustedDomains } from "./accounts/domains.ts";
import { changeOwner } from "./accounts/owner.ts";
import type { Body } from "./bind.ts";
import {
  createContactGroup,
  deleteContactGroup,
  getContactGroup,
  listContactGroups,
  updateContactGroup,
} from "./contact-groups/groups.ts";
import {
  addContactGroupMembers,
  listContactGroupMembers,
  removeContactGroupMembers,
} from "./contact-groups/members.ts";
import { createDivision, deleteDivision, getDivision, listDivisions, updateDivision } from "./divisions/divisions.ts";
import { assignDivisionMembers, listDivisionMembers } from "./divisions/members.ts";
import { addAdmins } from "./groups/add-admins.ts";
import { addMembers } from "./groups/add-members.ts";
import { listAdmins } from "./groups/admins.ts";
import { listChannels } from "./groups/channels.ts";
import { createGroup } from "./groups/create.ts";
import { deleteGroup } from "./groups/delete.ts";
import { getGroup } from "./groups/get.ts";
import { listGroups } from "./groups/list.ts";
import { listMembers } from "./groups/members.ts";
import { removeAdmin } from "./groups/remove-admin.ts";
import { removeMember } from "./groups/remove-member.ts";
import { updateMember } from "./groups/update-member.ts";
import { updateGroup } from "./groups/update.ts";
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  subscribeUsers,
  unsubscribeUsers,
} from "./marketplace/event-subscriptions.ts";
import type { Token } from "./oauth/records.ts";
import { addRoleMembers } from "./roles/add-members.ts";
import { createRole } from "./roles/create.ts";
import { deleteRole } from "./roles/delete.ts";
import { getRole } from "./roles/get.ts";
import { listRoles } from "./roles/list.ts";
import { listRoleMembers } from "./roles/members.ts";
import { removeRoleMember } from "./roles/remove-member.ts";
import { updateRole } from "./roles/update.ts";
import { createScimUser } from "./scim/create-user.ts";
import { createScimGroup, deleteScimGroup, getScimGroup, listScimGroups } from "./scim/groups.ts";
import { updateScimGroup } from "./scim/update-group.ts";
import { updateScimUser } from "./scim/update-user.ts";
import { deleteScimUser, getScimUser, listScimUsers, patchScimUser } from "./scim/users.ts";
import {
  addAccountBackground,
  getAccountLocks,
  getAccountRegistration,
  getAccountSettings,
  removeAccountBackgrounds,
  updateAccountLocks,
  updateAccountRegistration,
  updateAccountSettings,
} from "./settings/account.ts";
import {
  addGroupBackground,
  getGroupLocks,
  getGroupRegistration,
  getGroupSettings,
  removeGroupBackgrounds,
  updateGroupLocks,
  updateGroupRegistration,
  updateGroupSettings,
} from "./settings/group.ts";
import { addUserBackground, getUserSettings, removeUserBackgrounds, updateUserSettings } from "./settings/user.ts";
import {
  addAssistants,
  listAssistants,
  listSchedulers,
  removeAssistant,
  removeAssistants,
  removeScheduler,
  removeSchedulers,
} from "./users/assistants.ts";
import { changePassword } from "./users/change-password.ts";
import { createUser } from "./users/create.ts";
import { deleteUser } from "./users/delete.ts";
import { getDevice, listDevices } from "./users/devices.ts";
import { checkEmail, changeEmail } from "./users/email.ts";
import { updateFeatures } from "./users/features.ts";
import { getUser } from "./users/get.ts";
import { listUsers } from "./users/list.ts";
import { listPermissions } from "./users/permissions.ts";
import { deletePicture, uploadPicture } from "./users/picture.ts";
import { getPresence, updatePresence } from "./users/presence.ts";
import { checkLink } from "./users/links.ts";
import { setUserStatus } from "./users/status.ts";
import { summarizeUsers } from "./users/summary.ts";
import { getMeetingTemplate, listSummaryTemplates } from "./users/templates.ts";
import { giveOwnZak, giveToken, revokeToken } from "./users/token.ts";
import { updateUser } from "./users/update.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Path parameters by name, decoded: `{userId}`, `{groupId}`, … */
export type Parameters = Readonly<Record<string, string>>;

/** Everything a handler may look at. The caller has been let in and the body has been checked. */
export interface Call {
  readonly world: World;
  readonly tenant: Tenant;
  readonly token: Token;
  /** Milliseconds on the emulator's clock. */
  readonly now: number;
  /** The path's `{userId}`; empty when it has none. */
  readonly userId: string;
  /** All of the path's parameters by name, decoded. */
  readonly parameters: Parameters;
  readonly query: URLSearchParams;
  readonly body: Body;
  /** True when a form came that cannot be taken apart; its `body` is empty then. */
  readonly isBrokenForm?: boolean;
}

/** A promise only where something outside has to be asked, as an endpoint of webhooks is. */
export type Handler = (call: Call) => Outcome | Promise<Outcome>;

/** Every emulated operation by its id, in alphabetical order; a test holds this list against the facts. */
export const handlers: ReadonlyMap<string, Handler> = new Map([
  ["AddRoleMembers", addRoleMembers],
  ["Createadivision", createDivision],
  ["Deletedivision", deleteDivision],
  ["Getdivision", getDivision],
  ["Getmeetingsummarytemplates", listSummaryTemplates],
  ["UpdateLockedSettings", updateAccountLocks],
  ["UpdateTheAccountOwner", changeOwner],
  ["Updateadivision", updateDivision],
  ["accountManagedDomain", listManagedDomains],
  ["accountSettings", getAccountSettings],
  ["accountSettingsRegistration", getAccountRegistration],
  ["accountSettingsRegistrationUpdate", updateAccountRegistration],
  ["accountSettingsUpdate", updateAccountSettings],
  ["accountTrustedDomain", listTrustedDomains],
  ["assigndivisionMember", assignDivisionMembers],
  ["bulkUpdateFeature", updateFeatures],
  ["contactGroup", getContactGroup],
  ["contactGroupCreate", createContactGroup],
  ["contactGroupDelete", deleteContactGroup],
  ["contactGroupMemberAdd", addContactGroupMembers],
  ["contactGroupMemberRemove", removeContactGroupMembers],
  ["contactGroupMembers", listContactGroupMembers],
  ["contactGroupUpdate", updateContactGroup],
  ["contactGroups", listContactGroups],
  ["createEventSubscription", createSubscription],
  ["createRole", createRole],
  ["delGroupVB", removeGroupBackgrounds],
  ["delUserVB", removeUserBackgrounds],
  ["delVB", removeAccountBackgrounds],
  ["deleteEventSubscription", deleteSubscription],
  ["deleteRole", deleteRole],
  ["getAccountLockSettings", getAccountLocks],
  ["getCollaborationDevice", getDevice],
  ["getGroupLockSettings", getGroupLocks],
  ["getGroupSettings", getGroupSettings],
  ["getRoleInformation", getRole],
  ["getUserEventSubscriptions", listSubscriptions],
  ["getUserMeetingTemplates", getMeetingTemplate],
  ["getUserPresenceStatus", getPresence],
  ["group", getGroup],
  ["groupAdmins", listAdmins],
  ["groupAdminsCreate", addAdmins],
  ["groupAdminsDelete", removeAdmin],
  ["groupChannels", listChannels],
  ["groupCreate", createGroup],
  ["groupDelete", deleteGroup],
  ["groupLockedSettings", updateGroupLocks],
  ["groupMembers", listMembers],
  ["groupMembersCreate", addMembers],
  ["groupMembersDelete", removeMember],
  ["groupSCIM2Delete", deleteScimGroup],
  ["groupSCIM2Get", getScimGroup],
  ["groupSCIM2List", listScimGroups],
  ["groupSCIM2Update", updateScimGroup],
  ["groupScim2Create", createScimGroup],
  ["groupSettingsRegistration", getGroupRegistration],
  ["groupSettingsRegistrationUpdate", updateGroupRegistration],
  ["groupUpdate", updateGroup],
  ["groups", listGroups],
  ["listCollaborationDevices", listDevices],
  ["listDivisionMembers", listDivisionMembers],
  ["listDivisions", listDivisions],
  ["roleMemberDelete", removeRoleMember],
  ["roleMembers", listRoleMembers],
  ["roles", listRoles],
  ["subscribeEventSubscription", subscribeUsers],
  ["unSubscribeEventSubscription", unsubscribeUsers],
  ["updateAGroupMember", updateMember],
  ["updateGroupSettings", updateGroupSettings],
  ["updatePresenceStatus", updatePresence],
  ["updateRole", updateRole],
  ["uploadGroupVB", addGroupBackground],
  ["uploadVB", addAccountBackground],
  ["uploadVBuser", addUserBackground],
  ["user", getUser],
  ["userADSCIM2Deactivate", patchScimUser],
  ["userAssistantCreate", addAssistants],
  ["userAssistantDelete", removeAssistant],
  ["userAssistants", listAssistants],
  ["userAssistantsDelete", removeAssistants],
  ["userCreate", createUser],
  ["userDelete", deleteUser],
  ["userEmail", checkEmail],
  ["userEmailUpdate", changeEmail],
  ["userPassword", changePassword],
  ["userPermission", listPermissions],
  ["userPicture", uploadPicture],
  ["userPictureDelete", deletePicture],
  ["userSCIM2Delete", deleteScimUser],
  ["userSCIM2Get", getScimUser],
  ["userSCIM2List", listScimUsers],
  ["userSCIM2Update", updateScimUser],
  ["userSSOTokenDelete", revokeToken],
  ["userSchedulerDelete", removeScheduler],
  ["userSchedulers", listSchedulers],
  ["userSchedulersDelete", removeSchedulers],
  ["userScim2Create", createScimUser],
  ["userSettings", getUserSettings],
  ["userSettingsUpdate", updateUserSettings],
  ["userStatus", setUserStatus],
  ["userSummary", summarizeUsers],
  ["userToken", giveToken],
  ["userUpdate", updateUser],
  ["userVanityName", checkLink],
  ["userZak", giveOwnZak],
  ["users", listUsers],
]);
