import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { documented, inferred, unknown } from "../source.ts";
import { readClassic, scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");

/** Seconds that tokens for starting meetings are good for. */
export const userTokenLife = {
  zak: 7200,
  /** A ZAK of a user made by custCreate. */
  apiUserZak: 7_776_000,
  longestZak: 31_536_000,
  onbehalf: 7200,
  /** GET /users/me/zak. */
  ownZak: 300,
  source: oas,
} as const;

export const userToken = operation({
  id: "userToken",
  method: "GET",
  path: "/users/{userId}/token",
  summary: "Get a user's token",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scopes([...readClassic, "user_profile"], ["user:read:token", "user:read:token:admin"]),
  parameters: [
    userIdParameter,
    { name: "type", in: "query", type: "string", values: ["token", "zak", "onbehalf"], default: "token" },
    { name: "ttl", in: "query", type: "integer", default: userTokenLife.zak, note: "seconds; only of a ZAK" },
    { name: "meeting_id", in: "query", type: "string", note: "for onbehalf" },
  ],
  success: { status: 200, fields: [{ path: "token", type: "string" }] },
  errors: { ...userErrors, validation: envelopeErrors.validation },
  notes: [
    {
      text: "`type=token` is no longer served: the field holds a sentence that says so.",
      source: oas,
    },
    {
      text: "The claims of a ZAK are nobody's contract; only its lifetime is kept here. A ttl beyond a year becomes a year.",
      source: unknown("what Zoom answers to a longer ttl"),
    },
  ],
  source: oas,
});

export const userTokenDelete = operation({
  id: "userSSOTokenDelete",
  method: "DELETE",
  path: "/users/{userId}/token",
  summary: "Revoke a user's SSO token",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:delete:token", "user:delete:token:admin"]),
  parameters: [userIdParameter],
  success: { status: 204, fields: [] },
  errors: { ...userErrors },
  notes: [
    {
      text: "Signs an SSO user out. Nobody signs in here, so nothing can be seen of it.",
      source: inferred("the description of the operation"),
    },
  ],
  source: oas,
});

export const userZak = operation({
  id: "userZak",
  method: "GET",
  path: "/users/me/zak",
  summary: "Get a user's ZAK",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scopes(["user_zak:read"], ["user:read:zak", "user:read:zak:admin"]),
  parameters: [],
  success: { status: 200, fields: [{ path: "token", type: "string" }] },
  errors: {
    notThere: {
      status: 400,
      code: 1001,
      message: "User not exist.",
      trigger: "`me` means nobody: an account-level app where Zoom refuses `me`",
      source: oas,
    },
  },
  notes: [],
  source: oas,
});
