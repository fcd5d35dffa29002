import type { userPicture, userPictureDelete } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { dig, type Sent, type Stage } from "./hosts.ts";
import { brokenPng, form, png } from "./pictures.ts";
import { absent, absentBy } from "./user-errors.ts";

const account = { accountId: "acc", users: [{ email: "amy@acme.test", id: "amy" }] } as const;
const path = "/v2/users/amy/picture";

const uploading = (body: NonNullable<Sent["body"]>, headers: Record<string, string> = {}): ErrorCase => ({
  account,
  send: (stage) => stage.call("POST", path, { body, headers }),
});

/** A token that acts with a role that may edit users and is no administrator's. */
const editor = async (stage: Stage): Promise<string> => {
  const role = await stage.call("POST", "/v2/roles", { json: { name: "Editor", privileges: ["User:Edit"] } });
  const app = await stage.control("POST", "/accounts/acc/apps", { role_id: dig(role.body, "id") });
  return String(dig(app, "token"));
};

const boundary = { "content-type": "multipart/form-data; boundary=x" };
const nameless = (head: string): string => `--x\r\n${head}\r\n\r\nabc\r\n--x--\r\n`;

export const pictureErrors: Errors<typeof userPicture> = {
  ...absentBy((stage, userId, sent) =>
    stage.call("POST", `/v2/users/${userId}/picture`, { ...sent, body: form(png()) }),
  ),
  contentType: uploading("{}", { "content-type": "application/json" }),
  content: uploading(form(brokenPng)),
  notAdmin: {
    account,
    send: async (stage) => stage.call("POST", path, { body: form(png()), token: await editor(stage) }),
  },
  empty: uploading(form(new Uint8Array())),
  tooLarge: uploading(form(png(2_097_153))),
  type: uploading(form(new Uint8Array(Buffer.from("GIF89a, by its name a png")))),
  noName: uploading(nameless('Content-Disposition: form-data; name="pic_file"'), boundary),
};

export const pictureDeleteErrors: Errors<typeof userPictureDelete> = {
  ...absent("DELETE", "/picture"),
  notAdmin: {
    account: { ...account, scopes: ["role:write:role:admin", "user:write:admin"] },
    send: async (stage) => stage.call("DELETE", path, { token: await editor(stage) }),
  },
};
