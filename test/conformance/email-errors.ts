import type { userEmailUpdate, userToken, userVanityName, userZak } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { dig, type Stage } from "./hosts.ts";
import { absent } from "./user-errors.ts";

const business = { preset: "business", accountId: "acc" } as const;
const users = [
  { email: "amy@acme.test", id: "amy" },
  { email: "bob@acme.test", id: "bob" },
  { email: "chief@acme.test", id: "chief", roleId: "1" },
] as const;

const changing = (userId: string, email: string, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  account: { ...business, users, ...more.account },
  send: (stage) => stage.call("PUT", `/v2/users/${userId}/email`, { json: { email } }),
});

/** The same by an app that acts with a role. */
const changingAs = (role: (stage: Stage) => Promise<string>, userId: string): ErrorCase => ({
  account: { ...business, users },
  send: async (stage) => {
    const app = await stage.control("POST", "/accounts/acc/apps", { role_id: await role(stage) });
    const json = { email: "new@acme.test" };
    return await stage.call("PUT", `/v2/users/${userId}/email`, { json, token: String(dig(app, "token")) });
  },
});

const editorRole = async (stage: Stage): Promise<string> => {
  const made = await stage.call("POST", "/v2/roles", { json: { name: "Editor", privileges: ["User:Edit"] } });
  return String(dig(made.body, "id"));
};

const wrong = (body: string, type: string): ErrorCase => ({
  account: { ...business, users },
  send: (stage) => stage.call("PUT", "/v2/users/amy/email", { body, headers: { "content-type": type } }),
});

export const emailUpdateErrors: Errors<typeof userEmailUpdate> = {
  ...absent("PUT", "/email", { email: "new@acme.test" }),
  validation: changing("amy", "no address"),
  notJson: wrong("{", "application/json"),
  contentType: wrong("{}", "text/plain"),
  notAdmin: changingAs(editorRole, "amy"),
  otherAdmin: changingAs(() => Promise.resolve("1"), "chief"),
  domain: changing("amy", "amy@elsewhere.test"),
  domainLimited: changing("amy", "amy@elsewhere.test", { account: { switches: { emailDomainCode: "1116" } } }),
  taken: changing("amy", "Bob@acme.test", { values: { email: "Bob@acme.test" } }),
};

export const vanityNameErrors: Errors<typeof userVanityName> = {
  nameMissing: { send: (stage) => stage.call("GET", "/v2/users/vanity_name") },
};

export const userTokenErrors: Errors<typeof userToken> = {
  ...absent("GET", "/token?type=zak"),
  validation: { account: { users }, send: (stage) => stage.call("GET", "/v2/users/amy/token?type=jwt") },
};

export const zakErrors: Errors<typeof userZak> = {
  notThere: { account: { switches: { me: "refuse" } }, send: (stage) => stage.call("GET", "/v2/users/me/zak") },
};
