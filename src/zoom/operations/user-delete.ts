import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const transfers = ["meeting", "webinar", "recording", "whiteboard", "clipfiles", "notes", "visitors", "docs"] as const;
const oas = documented("OAS-U");

export const userDelete = operation({
  id: "userDelete",
  method: "DELETE",
  path: "/users/{userId}",
  summary: "Delete a user",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:delete:user", "user:delete:user:admin"]),
  parameters: [
    userIdParameter,
    {
      name: "action",
      in: "query",
      type: "string",
      default: "disassociate",
      values: ["disassociate", "delete"],
      note: "disassociate: the user keeps the data as an own Free account. delete: gone for good.",
    },
    { name: "transfer_email", in: "query", type: "string" },
    ...transfers.map((what) => ({ name: `transfer_${what}`, in: "query", type: "boolean" }) as const),
    { name: "encrypted_email", in: "query", type: "boolean", default: false },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ...userErrors,
    validation: {
      ...envelopeErrors.validation,
      trigger: "an action other than the two",
      source: inferred("as everywhere"),
    },
    transferToSelf: {
      status: 400,
      code: 300,
      message: "The transfer-to email address cannot be the same as the unlinked or deleted user's email address.",
      trigger: "transfer_email is the user's own address",
      source: oas,
    },
    transferLicence: {
      status: 400,
      code: 300,
      message: "The destination user does not have a {license} or higher license and cannot receive this data.",
      trigger: "transfer_email names a user without a meeting licence",
      source: oas,
    },
    unlinkApiUser: {
      status: 400,
      code: 300,
      message: "Unable to unlink API user(s).",
      trigger: "disassociate on a user made by custCreate",
      source: oas,
    },
    outside: {
      status: 400,
      code: 200,
      message: "Cannot delete a user out of your account.",
      trigger: "transfer_email or the user is not of this account",
      source: inferred("the trigger; text OAS-U"),
    },
    managedDomain: {
      status: 400,
      code: 1107,
      message: "You can not disassociate a user with managed domain.",
      trigger: "disassociate on a user whose domain the account manages",
      source: oas,
    },
    admin: {
      status: 400,
      code: 1117,
      message: "You can not disassociate an Admin user.",
      trigger: "disassociate on an Admin or the Owner",
      source: oas,
    },
  },
  notes: [
    { text: "Pending users must be deleted with disassociate.", source: oas },
    { text: "Unknown query parameters are ignored.", source: inferred("ZN sends plural transfer_… names") },
  ],
  source: oas,
});
