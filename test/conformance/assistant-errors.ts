import type { assistantsAdd } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { broken, plain } from "./group-errors.ts";
import { absent } from "./user-errors.ts";

const users = [
  { email: "host@acme.test", id: "host", type: 2 },
  { email: "aide@acme.test", id: "aide", type: 2 },
  { email: "basic@acme.test", id: "basic" },
] as const;

const adding = (host: string, json: object, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  account: { users, ...more.account },
  send: (stage) => stage.call("POST", `/v2/users/${host}/assistants`, { json }),
});
const assistants = (...emails: readonly string[]) => ({ assistants: emails.map((email) => ({ email })) });
const aide = assistants("aide@acme.test");

export const assistantsAddErrors: Errors<typeof assistantsAdd> = {
  ...absent("POST", "/assistants", aide),
  validation: adding("host", { assistants: Array.from({ length: 31 }, () => ({})) }),
  notJson: { account: { users }, send: (stage) => stage.call("POST", "/v2/users/host/assistants", broken) },
  contentType: { account: { users }, send: (stage) => stage.call("POST", "/v2/users/host/assistants", plain) },
  notPaid: adding("host", aide, { account: { preset: "free" }, values: { userId: "host" } }),
  userUnlicensed: adding("basic", aide, { values: { userId: "basic" } }),
  self: adding("host", assistants("host@acme.test")),
  assistantUnknown: adding("host", assistants("no@acme.test"), { values: { email: "no@acme.test" } }),
  already: adding("host", aide, {
    before: (stage) => stage.call("POST", "/v2/users/host/assistants", { json: aide }),
    values: { email: "aide@acme.test" },
  }),
  assistantUnlicensed: adding("host", assistants("basic@acme.test"), { values: { email: "basic@acme.test" } }),
};
