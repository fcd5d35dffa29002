import type { ErrorCase } from "./error-cases.ts";
import { dig } from "./hosts.ts";

/** An account that may use SCIM. */
export const scim = { preset: "business", accountId: "acc" } as const;

/** The same call in an account without SSO. */
export const ssoOff = (method: string, path: string, json?: object): ErrorCase => ({
  account: { preset: "business", settings: { sso: false } },
  send: (stage) => stage.call(method, path, json === undefined ? {} : { json }),
});

/** The same call by an app whose user has no permission that counts. */
export const barred = (method: string, path: string): ErrorCase => ({
  account: scim,
  send: async (stage) => {
    const rights = { scopes: ["scim2:admin"], permissions: ["Dashboard:Read"] };
    const app = await stage.control("POST", "/accounts/acc/apps", rights);
    return stage.call(method, path, { token: String(dig(app, "token")) });
  },
});

export const wrongBodies = (method: string, path: string) =>
  ({
    notJson: {
      account: scim,
      send: (stage) => stage.call(method, path, { body: "{", headers: { "content-type": "application/scim+json" } }),
    },
    empty: { account: scim, send: (stage) => stage.call(method, path, { json: {} }) },
  }) as const satisfies Record<string, ErrorCase>;
