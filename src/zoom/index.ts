// zoom: everything known about Zoom's user-management API, as data, each fact with its source and confidence.
// It refuses to know any behaviour: what an account does with these facts is the emulator's,
// what a caller does with them the client's. Neither may import the other; both read here.
// Start reading at operation.ts (what a call is) and operations/user-create.ts (the main one).
export { contactGroupLimits } from "./contact-groups.ts";
export { divisionLimits } from "./divisions.ts";
export { envelopeErrors, fieldMessages, standingHeaders, trackingHeader } from "./envelope.ts";
export { type Field, type FieldType, type Parameter, pathParts } from "./field.ts";
export { groupLimits } from "./groups.ts";
export { hosts } from "./hosts.ts";
export { knownOperations } from "./known-operations.ts";
export { loginTypes, roles, unitedPlans, userTypes, workplaceCodes } from "./licences.ts";
export {
  dayMs,
  invitesPerDay,
  type LabelLimit,
  labelLimits,
  type Plan,
  pooledLabels,
  rateErrors,
  rateHeaders,
} from "./limits.ts";
export {
  authorizationCode,
  clientCredentials,
  deviceGrant,
  oauthNumbers,
  oauthPaths,
  refreshGrant,
  revoked,
  tokenTypes,
  userLevelError,
} from "./oauth.ts";
export { apiPath, type ErrorTemplate, fill, type Operation, type RateLabel } from "./operation.ts";
export { managedDomains, ownerUpdate, trustedDomains } from "./operations/account.ts";
export {
  accountLocks,
  accountLocksUpdate,
  accountSettings,
  accountSettingsUpdate,
} from "./operations/account-settings.ts";
export {
  contactGroupCreate,
  contactGroupDelete,
  contactGroupGet,
  contactGroupList,
  contactGroupUpdate,
} from "./operations/contact-group.ts";
export {
  contactGroupMembers,
  contactGroupMembersAdd,
  contactGroupMembersRemove,
} from "./operations/contact-group-members.ts";
export { divisionCreate, divisionDelete, divisionGet, divisionList, divisionUpdate } from "./operations/division.ts";
export { divisionMembers, divisionMembersAssign } from "./operations/division-members.ts";
export {
  eventSubscriptionCreate,
  eventSubscriptionDelete,
  eventSubscriptionList,
  eventSubscriptionSubscribe,
  eventSubscriptionUnsubscribe,
  subscriptionScopes,
} from "./operations/event-subscription.ts";
export { groupCreate, groupDelete, groupGet, groupList, groupUpdate } from "./operations/group.ts";
export { groupMemberRemove, groupMemberUpdate, groupMembers, groupMembersAdd } from "./operations/group-members.ts";
export { groupAdminRemove, groupAdmins, groupAdminsAdd, groupChannels } from "./operations/group-admins.ts";
export { groupLocks, groupLocksUpdate, groupSettings, groupSettingsUpdate } from "./operations/group-settings.ts";
export { roleCreate, roleDelete, roleGet, roleList, roleUpdate } from "./operations/role.ts";
export { roleMemberRemove, roleMembers, roleMembersAdd } from "./operations/role-members.ts";
export { adjacentOperations, operations } from "./operations/index.ts";
export {
  accountRegistration,
  accountRegistrationUpdate,
  groupRegistration,
  groupRegistrationUpdate,
} from "./operations/settings-registration.ts";
export { scimBodyErrors, ssoOff } from "./operations/scim-shared.ts";
export {
  scimGroupCreate,
  scimGroupDelete,
  scimGroupGet,
  scimGroupList,
  scimGroupUpdate,
} from "./operations/scim-group.ts";
export {
  scimUserCreate,
  scimUserDeactivate,
  scimUserDelete,
  scimUserGet,
  scimUserList,
  scimUserUpdate,
} from "./operations/scim-user.ts";
export { userErrors } from "./operations/shared.ts";
export {
  assistantLimits,
  assistantList,
  assistantRemove,
  assistantsAdd,
  assistantsRemoveAll,
  schedulerList,
  schedulerRemove,
  schedulersRemoveAll,
} from "./operations/user-assistants.ts";
export { type CreateAction, createActions, userCreate } from "./operations/user-create.ts";
export { userDelete } from "./operations/user-delete.ts";
export { deviceGet, deviceList } from "./operations/user-devices.ts";
export { userEmailUpdate } from "./operations/user-email.ts";
export {
  bulkFeatures,
  featureCapacities,
  featureFailures,
  featureLimits,
  type LicensedFeature,
  licensedFeatures,
} from "./operations/user-features.ts";
export { userGet } from "./operations/user-get.ts";
export { userList } from "./operations/user-list.ts";
export { userPassword } from "./operations/user-password.ts";
export { pictureLimits, userPicture, userPictureDelete } from "./operations/user-picture.ts";
export { presence, presenceGet, presenceUpdate } from "./operations/user-presence.ts";
export { userEmailCheck, userPermission, userSummary, userVanityName } from "./operations/user-small.ts";
export { userSettings, userSettingsUpdate } from "./operations/user-settings.ts";
export { userStatus } from "./operations/user-status.ts";
export { meetingTemplateGet, meetingTemplateSettings, summaryTemplates } from "./operations/user-templates.ts";
export { userToken, userTokenDelete, userTokenLife, userZak } from "./operations/user-token.ts";
export { userUpdate } from "./operations/user-update.ts";
export {
  accountBackgroundAdd,
  accountBackgroundsRemove,
  groupBackgroundAdd,
  groupBackgroundsRemove,
  userBackgroundAdd,
  userBackgroundsRemove,
} from "./operations/virtual-backgrounds.ts";
export { emailLimits, invitation, lastLoginBufferDays, nameLimits, paging, passwordRule } from "./people.ts";
export { roleLimits, rolePrivileges, roleTypes } from "./roles.ts";
export {
  scimBundles,
  scimFlags,
  scimMedia,
  scimPaging,
  scimSilent,
  scimTexts,
  scimUrns,
  scimUserTypes,
} from "./scim.ts";
export {
  allLocks,
  allSettings,
  defaultOf,
  lockDocument,
  type SettingsDocument,
  settingsDocument,
} from "./settings/documents.ts";
export { declined, type MailFacts, type MailKind, mails, mailSender, mailsNotSent, mailsUnknown } from "./mails.ts";
export { type Setting, type SettingHolder, settingHolders } from "./settings/notation.ts";
export { registrationDefaults, registrationTypes } from "./settings/registration.ts";
export { backgroundLimits, lockedBy, settingAliases } from "./settings/rules.ts";
export { clientCode, type Confidence, documented, inferred, type Source, unknown, wire } from "./source.ts";
export { accountCredentials, bearerErrors, brokenError, tokenErrors } from "./token.ts";
export {
  webhookDelivery,
  type WebhookEvent,
  webhookEvents,
  webhookLimits,
  webhookSignature,
  webhookValidation,
} from "./webhooks.ts";
