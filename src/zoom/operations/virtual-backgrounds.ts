import { envelopeErrors } from "../envelope.ts";
import type { Field, Parameter } from "../field.ts";
import { type ErrorTemplate, operation } from "../operation.ts";
import { backgroundLimits } from "../settings/rules.ts";
import { clientCode, documented, inferred, type Source } from "../source.ts";
import { groupIdParameter, groupUnknown, oas, writesGroups } from "./group-shared.ts";
import { accountIdParameter, accountUnknown, editsAccount, oasAccounts, writesAccount } from "./settings-shared.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const upload = {
  media: "multipart/form-data",
  request: [{ path: backgroundLimits.part, type: "string", required: true, note: "a file with a name" }],
} as const;

const background: readonly Field[] = [
  { path: "id", type: "string" },
  { path: "is_default", type: "boolean" },
  { path: "name", type: "string" },
  { path: "size", type: "integer", note: "bytes" },
  { path: "type", type: "string", values: ["image", "video"] },
];

const fileIdsParameter: Parameter = {
  name: "file_ids",
  in: "query",
  type: "string",
  note: "ids of files, parted by commas",
};

const refused = (message: string, trigger: string, source: Source = oas): ErrorTemplate => ({
  status: 400,
  code: 120,
  message,
  trigger,
  source,
});

/** What all three uploads refuse, in their own words. */
const uploadErrors = (words: { readonly noFile: string; readonly format: string; readonly formats: string }) => ({
  contentType: { ...envelopeErrors.contentType, trigger: "a body that is no multipart/form-data" },
  partMissing: {
    status: 400,
    code: -1,
    message: "Required request part 'file' is not present",
    trigger: "no part named file with a filename",
    source: clientCode("ZN"),
  },
  noFile: refused(words.noFile, "an empty file"),
  tooLarge: refused("File size cannot exceed 15M.", "a file of more than 15 MiB"),
  tooMany: refused("A maximum of 10 files are allowed for a user.", "the eleventh file"),
  format: refused(words.format, `a file whose first bytes are those of no ${words.formats}`),
});

const fileIdsUnknown = (message = "Invalid parameter: file_ids"): ErrorTemplate => ({
  status: 400,
  code: 300,
  message,
  trigger: "file_ids is missing, or names a file that is not there",
  source: oas,
});

const notes = [
  {
    text: "The first bytes of a file count, not its name or Content-Type. Pictures cannot be fetched again, so only their names and sizes are kept.",
    source: inferred("no operation gives them back"),
  },
] as const;

const picked = "No file uploaded, verify that a file has been uploaded.";

export const userBackgroundAdd = operation({
  id: "uploadVBuser",
  method: "POST",
  path: "/users/{userId}/settings/virtual_backgrounds",
  summary: "Upload a user's virtual background",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:write:virtual_background_files", "user:write:virtual_background_files:admin"]),
  parameters: [userIdParameter],
  ...upload,
  success: { status: 201, fields: background },
  errors: {
    ...userErrors,
    ...uploadErrors({
      noFile: picked,
      format: "Only jpg/jpeg, gif or png image file can be uploaded.",
      formats: "JPEG, GIF or PNG",
    }),
  },
  notes,
  source: oas,
});

export const userBackgroundsRemove = operation({
  id: "delUserVB",
  method: "DELETE",
  path: "/users/{userId}/settings/virtual_backgrounds",
  summary: "Delete a user's virtual backgrounds",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:delete:virtual_background_files", "user:delete:virtual_background_files:admin"]),
  parameters: [userIdParameter, fileIdsParameter],
  success: { status: 204, fields: [] },
  errors: {
    elsewhere: userErrors.elsewhere,
    invitationExpired: userErrors.invitationExpired,
    notFound: {
      status: 404,
      code: 1001,
      message: "User does not exist.",
      trigger: "no user of this account has that id",
      source: inferred("which of the two texts; both OAS-U"),
    },
    notHere: {
      status: 404,
      code: 1001,
      message: 'User "{userId}" does not exist or does not belong to this account.',
      trigger: "no user of this account has that address",
      source: inferred("which of the two texts; both OAS-U"),
    },
    fileIds: fileIdsUnknown(),
  },
  notes: [],
  source: oas,
});

export const groupBackgroundAdd = operation({
  id: "uploadGroupVB",
  method: "POST",
  path: "/groups/{groupId}/settings/virtual_backgrounds",
  summary: "Upload a group's virtual background",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:write:virtual_background_files:admin"),
  parameters: [groupIdParameter],
  ...upload,
  success: { status: 201, fields: background },
  errors: {
    ...uploadErrors({
      noFile: picked,
      format: "Only jpg/jpeg or png image file can be uploaded.",
      formats: "JPEG or PNG",
    }),
    notFound: {
      status: 404,
      code: 1001,
      message: "User not exist.",
      trigger: "no group of the account has that id",
      source: inferred("the trigger: the text is the only 404 that OAS-U lists, beside the next"),
    },
    notHere: {
      status: 404,
      code: 1001,
      message: "User {email} not exist or not belong to this account.",
      trigger: "an address in place of the group's id",
      source: inferred("the trigger; text OAS-U"),
    },
  },
  notes,
  source: oas,
});

export const groupBackgroundsRemove = operation({
  id: "delGroupVB",
  method: "DELETE",
  path: "/groups/{groupId}/settings/virtual_backgrounds",
  summary: "Delete a group's virtual backgrounds",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:delete:virtual_background_files:admin"),
  parameters: [groupIdParameter, fileIdsParameter],
  success: { status: 204, fields: [] },
  errors: {
    fileIds: fileIdsUnknown("Invalid parameter: {file_ids}"),
    memberUnknown: {
      status: 400,
      code: 300,
      message: "Group member not found.",
      trigger: "file_ids names a file of a user who is no member of the group",
      source: inferred("the trigger; text OAS-U"),
    },
    unknown: groupUnknown(),
  },
  notes: [],
  source: oas,
});

export const accountBackgroundAdd = operation({
  id: "uploadVB",
  method: "POST",
  path: "/accounts/{accountId}/settings/virtual_backgrounds",
  summary: "Upload an account's virtual background",
  label: "Medium",
  permissions: editsAccount,
  scopes: writesAccount([
    "account:write:virtual_background_files:master",
    "account:write:virtual_background_files:admin",
  ]),
  parameters: [accountIdParameter],
  ...upload,
  success: { status: 201, fields: background },
  errors: {
    ...uploadErrors({
      noFile: "No file uploaded. Verify that a file has been uploaded.",
      format: 'File uploads must be in "jpg/jpeg", "gif", or "png" file format.',
      formats: "JPEG, GIF or PNG",
    }),
    failed: refused(
      "Failed to upload file.",
      "a body that is no well-formed multipart/form-data",
      inferred("the trigger; text OAS-A"),
    ),
    unknown: accountUnknown("This account does not exist or does not belong to you: {accountId}"),
  },
  notes,
  source: oasAccounts,
});

export const accountBackgroundsRemove = operation({
  id: "delVB",
  method: "DELETE",
  path: "/accounts/{accountId}/settings/virtual_backgrounds",
  summary: "Delete an account's virtual backgrounds",
  label: "Light",
  permissions: editsAccount,
  scopes: writesAccount([
    "account:delete:virtual_background_files:master",
    "account:delete:virtual_background_files:admin",
  ]),
  parameters: [accountIdParameter, fileIdsParameter],
  success: { status: 204, fields: [] },
  errors: {
    fileIds: { ...fileIdsUnknown(), source: documented("OAS-A") },
    unknown: accountUnknown("This account does not exist or does not belong to you: {accountId}"),
  },
  notes: [],
  source: oasAccounts,
});
