import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { documented, inferred, unknown } from "../source.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

export const userEmailUpdate = operation({
  id: "userEmailUpdate",
  method: "PUT",
  path: "/users/{userId}/email",
  summary: "Update a user's email",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:update:email", "user:update:email:admin"]),
  parameters: [userIdParameter],
  request: [{ path: "email", type: "string", format: "email", required: true }],
  success: { status: 204, fields: [] },
  errors: {
    ...userErrors,
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    notAdmin: {
      status: 400,
      code: 200,
      message: "Only an account administrator can change email.",
      trigger: "the app acts with a role that is neither Owner nor Admin",
      source: documented("OAS-U"),
    },
    otherAdmin: {
      status: 400,
      code: 1000,
      message: "Admin can not change other admins email.",
      trigger: "the app acts as Admin, and the user is Owner or Admin",
      source: documented("OAS-U"),
    },
    domain: {
      status: 400,
      code: 300,
      message:
        "Domain name doesn't match. Please contact the Zoom Customer Support to set managed domains for your account.",
      trigger: "the new address is on none of the account's managed domains, or there are none",
      source: unknown("the text from SailPoint's connector; its code is not known"),
    },
    domainLimited: {
      status: 400,
      code: 1116,
      message:
        "Domain name doesn't match. Please contact the Zoom Customer Support to set managed domains for your account.",
      trigger: "the same, under the code that POST /users has for a domain (switch `emailDomainCode`)",
      source: unknown("the text from SailPoint's connector; its code is not known"),
    },
    taken: {
      status: 409,
      code: 1005,
      message: 'Email "{email}" has already been used.',
      trigger: "somebody in Zoom has the new address",
      source: inferred("as POST /users"),
    },
  },
  notes: [
    {
      text: "Zoom allows three changes in 24 hours; its answer to a fourth is not known, so none is refused here.",
      source: unknown("the limit is documented, the answer is not"),
    },
  ],
  source: documented("OAS-U"),
});
