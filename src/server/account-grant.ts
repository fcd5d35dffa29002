import { z } from "zod";

import type { AccountEntry } from "#accounts";
import { accountCredentials } from "#zoom";

import { serverErrors } from "./errors.ts";

const grantSchema = z.object({ access_token: z.string().min(1) });

/**
 * A token for one test request to an account, fetched as its app. Whoever makes many calls uses the client, which keeps
 * and renews its token.
 * @throws RC_SERVER_CALL
 */
export const grantToken = async (
  { tokenUrl, clientId, accountId }: Pick<AccountEntry, "tokenUrl" | "clientId" | "accountId">,
  secret: string,
): Promise<string> => {
  const response = await fetch(tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: accountCredentials.grantType, account_id: accountId }),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw serverErrors.make("RC_SERVER_CALL", `${tokenUrl} does not answer`, { cause: error });
  });
  const grant = response.ok ? grantSchema.safeParse(await response.json().catch(() => undefined)) : undefined;
  if (grant?.success === true) return grant.data.access_token;
  // What a refusal says has no secret in it; another answer might.
  const said = response.ok ? "" : (await response.text().catch(() => "")).slice(0, 200);
  throw serverErrors.make(
    "RC_SERVER_CALL",
    `${tokenUrl} gave no token, HTTP ${response.status}${said === "" ? "" : `: ${said}`}`,
    { fix: "Check the account's id, client id and secret." },
  );
};
