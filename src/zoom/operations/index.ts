import type { Operation } from "../operation.ts";
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
import { roleCreate, roleDelete, roleGet, roleList, roleUpdate } from "./role.ts";
import { roleMemberRemove, roleMembers, roleMembersAdd } from "./role-members.ts";
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
import { userGet } from "./user-get.ts";
import { userList } from "./user-list.ts";
import { userEmailUpdate } from "./user-email.ts";
import { userEmailCheck, userPermission, userSummary, userVanityName } from "./user-small.ts";
import { userStatus } from "./user-status.ts";
import { userToken, userTokenDelete, userZak } from "./user-token.ts";
import { userUpdate } from "./user-update.ts";

/** Every operation whose facts are here, in alphabetical order of their ids. */
export const operations: readonly Operation[] = [
  roleMembersAdd,
  divisionCreate,
  divisionDelete,
  divisionGet,
  divisionUpdate,
  divisionMembersAssign,
  contactGroupGet,
  contactGroupCreate,
  contactGroupDelete,
  contactGroupMembersAdd,
  contactGroupMembersRemove,
  contactGroupMembers,
  contactGroupUpdate,
  contactGroupList,
  roleCreate,
  roleDelete,
  roleGet,
  groupGet,
  groupAdmins,
  groupAdminsAdd,
  groupAdminRemove,
  groupChannels,
  groupCreate,
  groupDelete,
  groupMembers,
  groupMembersAdd,
  groupMemberRemove,
  groupUpdate,
  groupList,
  divisionMembers,
  divisionList,
  roleMemberRemove,
  roleMembers,
  roleList,
  groupMemberUpdate,
  roleUpdate,
  userGet,
  assistantsAdd,
  assistantRemove,
  assistantList,
  assistantsRemoveAll,
  userCreate,
  userDelete,
  userEmailCheck,
  userEmailUpdate,
  userPermission,
  userTokenDelete,
  schedulerRemove,
  schedulerList,
  schedulersRemoveAll,
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
