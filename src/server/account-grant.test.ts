import assert from "node:assert/strict";
import { test } from "node:test";

import { createEmulator } from "#emulator";
import { serve } from "#system";

import { grantToken } from "./account-grant.ts";

const answering = (status: number, body: string) =>
  serve(() => ({ status, headers: ["content-type", "application/json"], body }), {
    host: "127.0.0.1",
    port: 0,
    maxBodyBytes: 1000,
  });

const entryAt = (url: string) => ({ tokenUrl: `${url}/oauth/token`, clientId: "app", accountId: "acc" });

test("an app's token is one that the account takes", async () => {
  await using emulator = await createEmulator();
  const { url } = await emulator.listen();
  const { accountId, clientId, clientSecret } = emulator.account;
  const token = await grantToken({ tokenUrl: `${url}/oauth/token`, clientId, accountId }, clientSecret);
  const answer = await fetch(`${url}/v2/users`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
});

test("a refusal is quoted, an answer that is no grant is not, and nobody there is said so", async () => {
  await using refusing = await answering(400, '{"reason":"Invalid client_id or client_secret"}');
  await assert.rejects(grantToken(entryAt(refusing.url), "hush"), {
    code: "RC_SERVER_CALL",
    message: `${refusing.url}/oauth/token gave no token, HTTP 400: {"reason":"Invalid client_id or client_secret"}`,
  });
  await using other = await answering(200, '{"refresh_token":"private"}');
  await assert.rejects(grantToken(entryAt(other.url), "hush"), {
    code: "RC_SERVER_CALL",
    message: `${other.url}/oauth/token gave no token, HTTP 200`,
  });
  const gone = await answering(200, "");
  await gone.close();
  await assert.rejects(grantToken(entryAt(gone.url), "hush"), {
    code: "RC_SERVER_CALL",
    message: `${gone.url}/oauth/token does not answer`,
  });
});
