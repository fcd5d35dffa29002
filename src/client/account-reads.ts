import { RollcallError } from "#base";
import { knownOperations, type Operation } from "#zoom";
import { z } from "zod";

import type { Caller } from "./caller.ts";

/** The app's scopes, its owner's role or the account do not let this be read. */
export interface NotReadable {
  readonly notReadable: string;
}

/** How people sign in to the account. */
export interface Security {
  readonly sso: boolean;
  readonly ssoDomains: readonly string[];
  /** What the account asks of a password beyond Zoom's own rule. */
  readonly password: { readonly minimumLength: number; readonly specialCharacter: boolean };
}

/**
 * A read of the own account, by its place in the list of documented operations.
 * @source GET /accounts/{accountId}/settings, label Medium (documented); `me` is the own account
 */
const ownAccount = (operationId: string): Operation => {
  const [, path = ""] = knownOperations.find(([, , id]) => id === operationId) ?? [];
  return {
    id: operationId,
    method: "GET",
    path: path.replace("{accountId}", "me"),
    summary: operationId,
    label: "Medium",
    permissions: ["AccountSetting:Read"],
    scopes: { classic: ["account:read:admin"], granular: ["account:read:settings:admin"] },
    parameters: [],
    success: { status: 200, fields: [] },
    errors: {},
    notes: [],
    source: { confidence: "documented", where: "OAS-A" },
  };
};

const read = async <T>(
  caller: Caller,
  operation: Operation,
  schema: z.ZodType<T>,
  query: Readonly<Record<string, string>> = {},
): Promise<T | NotReadable> => {
  try {
    // One try: what cannot be read is only not told.
    const result = await caller.call({ operation, query, repeatable: false });
    if (result.kind === "refused") return { notReadable: `HTTP ${result.refusal.status}, code ${result.refusal.code}` };
    if (result.kind !== "done") return { notReadable: result.kind };
    const parsed = schema.safeParse(result.value);
    return parsed.success ? parsed.data : { notReadable: "the answer is not as documented" };
  } catch (error) {
    if (error instanceof RollcallError) return { notReadable: error.code };
    throw error;
  }
};

const securitySchema = z
  .object({
    security: z.object({
      signin_with_sso: z.object({ enable: z.boolean(), domains: z.array(z.string()).catch([]) }),
      password_requirement: z
        .object({ minimum_password_length: z.number().catch(8), have_special_character: z.boolean().catch(false) })
        .catch({ minimum_password_length: 8, have_special_character: false }),
    }),
  })
  .transform(({ security: { signin_with_sso: sso, password_requirement: password } }): Security => ({
    sso: sso.enable,
    ssoDomains: sso.domains,
    password: {
      minimumLength: password.minimum_password_length,
      specialCharacter: password.have_special_character,
    },
  }));

export const readSecurity = async (caller: Caller): Promise<Security | NotReadable> =>
  await read(caller, ownAccount("accountSettings"), securitySchema, { option: "security" });

const domainsSchema = z
  .object({ domains: z.array(z.object({ domain: z.string() })) })
  .transform(({ domains }) => domains.map(({ domain }) => domain));

export const readManagedDomains = async (caller: Caller): Promise<readonly string[] | NotReadable> =>
  await read(caller, ownAccount("accountManagedDomain"), domainsSchema);
