import { scimUrns, ssoOff } from "#zoom";

import { type Outcome, scimRefusal, scimType } from "../answer.ts";
import type { Call } from "../handlers.ts";
import { hash } from "node:crypto";

/** A SCIM body. */
export const scimOk = (status: number, value: unknown, hint?: string): Outcome => ({
  status,
  body: JSON.stringify(value),
  type: scimType,
  ...(hint === undefined || hint === "" ? {} : { hint }),
});

/** SCIM is for accounts with SSO and a vanity URL, from Business on. */
export const checkScim = ({ tenant }: Call): Outcome | undefined => {
  const { plan, sso, vanityUrl } = tenant.account.settings;
  return plan === "business" && sso && vanityUrl !== null
    ? undefined
    : scimRefusal(
        ssoOff,
        undefined,
        "SCIM needs plan business, sso and vanityUrl in the account's settings: use preset business or education.",
      );
};

/** Another text has another version; the same text the same one. */
export const versionOf = (text: string): string => `W/"${hash("sha256", text, "hex").slice(0, 16)}"`;

/** One page of a list. */
export const listAnswer = (total: number, startIndex: number, resources: readonly unknown[]): Outcome =>
  scimOk(200, {
    schemas: [scimUrns.list],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  });
