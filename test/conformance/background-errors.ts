import type {
  accountBackgroundAdd,
  accountBackgroundsRemove,
  groupBackgroundAdd,
  groupBackgroundsRemove,
  userBackgroundAdd,
  userBackgroundsRemove,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { dig, type Reply, type Sent, type Stage } from "./hosts.ts";
import { accountScopes } from "./settings-errors.ts";
import { absent } from "./user-errors.ts";

const signatures = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff, 0xe0],
  gif: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61],
  bmp: [0x42, 0x4d],
} as const;

/** A form with one picture: the first bytes of its kind, then zeros. */
export const picture = (kind: keyof typeof signatures = "png", size = 1000, part = "file"): FormData => {
  const bytes = new Uint8Array(size);
  if (size > 0) bytes.set(signatures[kind]);
  const form = new FormData();
  form.set(part, new Blob([bytes], { type: `image/${kind}` }), `beach.${kind}`);
  return form;
};

const account = {
  accountId: "acc",
  scopes: [...accountScopes, "group:write:admin", "user:write:admin"],
  users: [{ email: "amy@acme.test", id: "amy", type: 2 }],
  groups: [{ name: "Sales", id: "sales" }],
} as const;

export const backgroundPaths = {
  account: "/v2/accounts/me/settings/virtual_backgrounds",
  group: "/v2/groups/sales/settings/virtual_backgrounds",
  user: "/v2/users/amy/settings/virtual_backgrounds",
} as const;

const sending = (path: string, sent: Sent, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  account,
  ...more,
  send: (stage): Promise<Reply> => stage.call("POST", path, sent),
});

const uploadTen = (path: string) => async (stage: Stage) => {
  for (let count = 0; count < 10; count += 1) await stage.call("POST", path, { body: picture() });
};

const malformed: Sent = {
  body: "--x\r\nno form at all",
  headers: { "content-type": "multipart/form-data; boundary=x" },
};

const uploading = (path: string, wrong: FormData) => ({
  contentType: sending(path, { json: {} }),
  partMissing: sending(path, { body: picture("png", 1000, "picture") }),
  noFile: sending(path, { body: picture("png", 0) }),
  tooLarge: sending(path, { body: picture("png", 15 * 1_048_576 + 1) }),
  tooMany: sending(path, { body: picture() }, { before: uploadTen(path) }),
  format: sending(path, { body: wrong }),
});

const removing = (path: string, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  account,
  ...more,
  send: (stage) => stage.call("DELETE", path),
});

const form: Sent = { body: picture() };

export const userBackgroundAddErrors: Errors<typeof userBackgroundAdd> = {
  ...absent("POST", "/settings/virtual_backgrounds", undefined, form),
  ...uploading(backgroundPaths.user, picture("bmp")),
};

export const userBackgroundsRemoveErrors: Errors<typeof userBackgroundsRemove> = {
  elsewhere: absent("DELETE", "/settings/virtual_backgrounds").elsewhere,
  invitationExpired: absent("DELETE", "/settings/virtual_backgrounds").invitationExpired,
  notFound: removing("/v2/users/nobody/settings/virtual_backgrounds?file_ids=x"),
  notHere: removing("/v2/users/no@acme.test/settings/virtual_backgrounds?file_ids=x", {
    values: { userId: "no@acme.test" },
  }),
  fileIds: removing(`${backgroundPaths.user}?file_ids=x`),
};

export const groupBackgroundAddErrors: Errors<typeof groupBackgroundAdd> = {
  ...uploading(backgroundPaths.group, picture("gif")),
  notFound: sending("/v2/groups/xyz/settings/virtual_backgrounds", form),
  notHere: sending("/v2/groups/amy@acme.test/settings/virtual_backgrounds", form, {
    values: { email: "amy@acme.test" },
  }),
};

export const groupBackgroundsRemoveErrors: Errors<typeof groupBackgroundsRemove> = {
  fileIds: removing(`${backgroundPaths.group}?file_ids=x,y`, { values: { file_ids: "x,y" } }),
  memberUnknown: {
    account,
    send: async (stage) => {
      const { body } = await stage.call("POST", backgroundPaths.user, form);
      return stage.call("DELETE", `${backgroundPaths.group}?file_ids=${String(dig(body, "id"))}`);
    },
  },
  unknown: removing("/v2/groups/xyz/settings/virtual_backgrounds?file_ids=x", { values: { groupId: "xyz" } }),
};

const otherAccount = "/v2/accounts/sub/settings/virtual_backgrounds";

export const accountBackgroundAddErrors: Errors<typeof accountBackgroundAdd> = {
  ...uploading(backgroundPaths.account, picture("bmp")),
  failed: sending(backgroundPaths.account, malformed),
  unknown: sending(otherAccount, form, { values: { accountId: "sub" } }),
};

export const accountBackgroundsRemoveErrors: Errors<typeof accountBackgroundsRemove> = {
  fileIds: removing(backgroundPaths.account),
  unknown: removing(`${otherAccount}?file_ids=x`, { values: { accountId: "sub" } }),
};
