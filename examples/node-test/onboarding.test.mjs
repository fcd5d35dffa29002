// node --test: one emulator a test, in this process; the code under test gets its fetch.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createEmulator } from "rollcall/emulator";

/** The code under test: any that can be told which fetch to use. */
const invite = async (fetch, token, email) => {
  const answer = await fetch("https://api.zoom.us/v2/users", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ action: "create", user_info: { email, type: 1 } }),
  });
  return answer.ok ? "invited" : `refused: ${(await answer.json()).code}`;
};

test("a new colleague is invited, and active after a click", async () => {
  await using zoom = await createEmulator({ account: { preset: "pro" } });
  assert.equal(await invite(zoom.fetch, zoom.account.token, "mona@acme.test"), "invited");
  const mail = await zoom.inbox.latest({ to: "mona@acme.test" });
  await zoom.inbox.open(mail.id);
  const user = await zoom.fetch("https://api.zoom.us/v2/users/mona@acme.test", {
    headers: { authorization: `Bearer ${zoom.account.token}` },
  });
  assert.equal((await user.json()).status, "active");
});

test("tomorrow there are invitations again", async () => {
  await using zoom = await createEmulator({ account: { preset: "free", switches: { limits: "on" } } });
  await zoom.faults.add({ operation: "userCreate", first: 1, effect: { kind: "rate-limit", daily: true } });
  assert.equal(await invite(zoom.fetch, zoom.account.token, "mona@acme.test"), "refused: 429");
  await zoom.clock.moveTo("midnight");
  assert.equal(await invite(zoom.fetch, zoom.account.token, "mona@acme.test"), "invited");
});
