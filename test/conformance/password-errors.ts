import type { userPassword } from "#zoom";

import type { AccountOptions } from "#emulator";
import type { ErrorCase, Errors } from "./error-cases.ts";
import type { Stage } from "./hosts.ts";
import { absent } from "./user-errors.ts";

type Rule = NonNullable<NonNullable<AccountOptions["settings"]>["password"]>;

const users = [
  { email: "amy@acme.test", id: "amy" },
  { email: "chief@acme.test", id: "chief", roleId: "1" },
  { email: "sso@acme.test", id: "sso", action: "ssoCreate" },
] as const;

const set = (stage: Stage, password: string, userId = "amy") =>
  stage.call("PUT", `/v2/users/${userId}/password`, { json: { password } });

const setting = (password: string, rule: Rule = {}, values = {}): ErrorCase => ({
  account: { users, settings: { password: rule } },
  values,
  send: (stage) => set(stage, password),
});

/** After others have been set, one after the other. */
const after = (former: readonly string[], password: string, rule: Rule = {}, values = {}): ErrorCase => ({
  ...setting(password, rule, values),
  before: async (stage) => {
    for (const one of former) await set(stage, one);
  },
});

const wrong = (body: string, type: string): ErrorCase => ({
  account: { users },
  send: (stage) => stage.call("PUT", "/v2/users/amy/password", { body, headers: { "content-type": type } }),
});

export const passwordErrors: Errors<typeof userPassword> = {
  ...absent("PUT", "/password", { password: "Rk7vqz2m" }),
  validation: setting(`Aa1${"xq".repeat(15)}`),
  notJson: wrong("{", "application/json"),
  contentType: wrong("{}", "text/plain"),
  same: after(["Rk7vqz2m"], "Rk7vqz2m"),
  tooOften: after(["Rk7vqz2m", "Rk7vqz2n"], "Rk7vqz2o", { changesPerDay: 2 }),
  admin: { account: { users }, send: (stage) => set(stage, "Rk7vqz2m", "chief") },
  notWorkEmail: { account: { users }, send: (stage) => set(stage, "Rk7vqz2m", "sso") },
  tooShort: setting("Rk7vq"),
  length: setting("Rk7vqz2m", { minimumLength: 10 }, { lengthRule: 10 }),
  letter: setting("19375028"),
  digit: setting("Rkxvqzum"),
  special: setting("Rk7vqz2m", { special: true }),
  letterCase: setting("rk7vqz2m"),
  reused: after(["Rk7vqz2m", "Rk7vqz2n"], "Rk7vqz2m", { history: 3 }, { formerPwdCount: 3 }),
  oneCharacter: setting("11111111"),
  run: setting("12345678"),
  tooEasy: setting("Password1", { weak: true }),
};
