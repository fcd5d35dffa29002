import type { Operation } from "../operation.ts";
import { accountLocks, accountLocksUpdate, accountSettings, accountSettingsUpdate } from "./account-settings.ts";
import { managedDomains, ownerUpdate, trustedDomains } from "./account.ts";
import {
  contactGroupCreate,
  contactGroupDelete,
  contactGroupGet,
  contactGroupList,
  contactGroupUpdate,
} from "./contact-group.ts";
import { contactGroupMembers, contactGroupMembersAdd, contactGroupMembersRemove } from "./contact-group-members.ts";
import { divisionCreate, divisionDelete, divisionGet, divisionList, divisionUpdate } from "./division.ts";
import { divisionMembers, divisionMembersAssign } from "./division-members.ts";
import {
  eventSubscriptionCreate,
  eventSubscriptionDelete,
  eventSubscriptionList,
  eventSubscriptionSubscribe,
  eventSubscriptionUnsubscribe,
} from "./event-subscription.ts";
import { groupCreate, groupDelete, groupGet, groupList, groupUpdate } from "./group.ts";
import { groupMemberRemove, groupMemberUpdate, groupMembers, groupMembersAdd } from "./group-members.ts";
import { groupAdminRemove, groupAdmins, groupAdminsAdd, groupChannels } from "./group-admins.ts";
import { groupLocks, groupLocksUpdate, groupSettings, groupSettingsUpdate } from "./group-settings.ts";
import { roleCreate, roleDelete, roleGet, roleList, roleUpdate } from "./role.ts";
import { roleMemberRemove, roleMembers, roleMembersAdd } from "./role-members.ts";
import { scimGroupCreate, scimGroupDelete, scimGroupGet, scimGroupList, scimGroupUpdate } from "./scim-group.ts";
import {
  scimUserCreate,
  scimUserDeactivate,
  scimUserDelete,
  scimUserGet,
  scimUserList,
  scimUserUpdate,
} from "./scim-user.ts";
import {
  accountRegistration,
  accountRegistrationUpdate,
  groupRegistration,
  groupRegistrationUpdate,
} from "./settings-registration.ts";
import {
  assistantList,
  assistantRemove,
  assistantsAdd,
  assistantsRemoveAll,
  schedulerList,
  schedulerRemove,
  schedulersRemoveAll,
} from "./user-assistants.ts";
import { userCreate } from "./user-create.ts";
import { userDelete } from "./user-delete.ts";
import { deviceGet, deviceList } from "./user-devices.ts";
import { bulkFeatures } from "./user-features.ts";
import { userGet } from "./user-get.ts";
import { userList } from "./user-list.ts";
import { userEmailUpdate } from "./user-email.ts";
import { userPassword } from "./user-password.ts";
import { userPicture, userPictureDelete } from "./user-picture.ts";
import { presenceGet, presenceUpdate } from "./user-presence.ts";
import { userEmailCheck, userPermission, userSummary, userVanityName } from "./user-small.ts";
import { userSettings, userSettingsUpdate } from "./user-settings.ts";
import { userStatus } from "./user-status.ts";
import { meetingTemplateGet, summaryTemplates } from "./user-templates.ts";
import { userToken, userTokenDelete, userZak } from "./user-token.ts";
import { userUpdate } from "./user-update.ts";
import {
  accountBackgroundAdd,
  accountBackgroundsRemove,
  groupBackgroundAdd,
  groupBackgroundsRemove,
  userBackgroundAdd,
  userBackgroundsRemove,
} from "./virtual-backgrounds.ts";

/** Every operation whose facts are here, in alphabetical order of their ids. */
export const operations: readonly Operation[] = [
  roleMembersAdd,
  divisionCreate,
  divisionDelete,
  divisionGet,
  summaryTemplates,
  accountLocksUpdate,
  ownerUpdate,
  divisionUpdate,
  managedDomains,
  accountSettings,
  accountRegistration,
  accountRegistrationUpdate,
  accountSettingsUpdate,
  trustedDomains,
  divisionMembersAssign,
  bulkFeatures,
  contactGroupGet,
  contactGroupCreate,
  contactGroupDelete,
  contactGroupMembersAdd,
  contactGroupMembersRemove,
  contactGroupMembers,
  contactGroupUpdate,
  contactGroupList,
  roleCreate,
  groupBackgroundsRemove,
  userBackgroundsRemove,
  accountBackgroundsRemove,
  roleDelete,
  accountLocks,
  deviceGet,
  groupLocks,
  groupSettings,
  roleGet,
  meetingTemplateGet,
  presenceGet,
  groupGet,
  groupAdmins,
  groupAdminsAdd,
  groupAdminRemove,
  groupChannels,
  groupCreate,
  groupDelete,
  groupLocksUpdate,
  groupMembers,
  groupMembersAdd,
  groupMemberRemove,
  scimGroupDelete,
  scimGroupGet,
  scimGroupList,
  scimGroupUpdate,
  scimGroupCreate,
  groupRegistration,
  groupRegistrationUpdate,
  groupUpdate,
  groupList,
  deviceList,
  divisionMembers,
  divisionList,
  roleMemberRemove,
  roleMembers,
  roleList,
  groupMemberUpdate,
  groupSettingsUpdate,
  presenceUpdate,
  roleUpdate,
  groupBackgroundAdd,
  accountBackgroundAdd,
  userBackgroundAdd,
  userGet,
  scimUserDeactivate,
  assistantsAdd,
  assistantRemove,
  assistantList,
  assistantsRemoveAll,
  userCreate,
  userDelete,
  userEmailCheck,
  userEmailUpdate,
  userPassword,
  userPermission,
  userPicture,
  userPictureDelete,
  scimUserDelete,
  scimUserGet,
  scimUserList,
  scimUserUpdate,
  userTokenDelete,
  schedulerRemove,
  schedulerList,
  schedulersRemoveAll,
  scimUserCreate,
  userSettings,
  userSettingsUpdate,
  userStatus,
  userSummary,
  userToken,
  userUpdate,
  userVanityName,
  userZak,
  userList,
];

/** Operations of other products of Zoom's that a provisioning tool may meet; not among the 101. In alphabetical order. */
export const adjacentOperations: readonly Operation[] = [
  eventSubscriptionCreate,
  eventSubscriptionDelete,
  eventSubscriptionList,
  eventSubscriptionSubscribe,
  eventSubscriptionUnsubscribe,
];
