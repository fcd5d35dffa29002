import assert from "node:assert/strict";
import { test } from "node:test";

import { listenForMail } from "../conformance/smtp-listener.ts";
import { freshData, rollcall, startServer, startUntil } from "./rollcall.ts";

const invite = (api: string, token: string, email: string): Promise<Response> =>
  fetch(`${api}/users`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ action: "create", user_info: { email, type: 1 } }),
  });

test("start --smtp: copies of mails go to the server that was named, and the first screen says so", async (t) => {
  await using listener = await listenForMail();
  const args = ["--port", "0", "--empty", "--data", freshData(), "--smtp", listener.url];
  const { stdout } = await startUntil(t, args, (text) => text.includes("Then in another terminal"));
  assert.match(stdout(), new RegExp(`go to the inbox and to 127\\.0\\.0\\.1:${listener.port}; nothing else leaves it`));
  const api = /API base +(\S+)/.exec(stdout())?.[1] ?? "";
  const token = /Token +(\S+)/.exec(stdout())?.[1] ?? "";
  assert.equal((await invite(api, token, "amy@acme.test")).status, 201);
  const [mail] = await listener.got(1);
  assert.deepEqual(mail?.to, ["amy@acme.test"]);
});

test("ROLLCALL_SMTP names a server that is not there: calls succeed, the log tells, without the password", async (t) => {
  const args = ["--empty", "--data", freshData()];
  const env = { ROLLCALL_SMTP: "smtp://me:s3cret@127.0.0.1:9" };
  const { ready, child, stderr } = await startServer(t, args, env);
  const told = new Promise<void>((resolve) => {
    child.stderr?.on("data", () => {
      if (stderr().includes("was not taken by the SMTP server 127.0.0.1:9")) resolve();
    });
  });
  assert.equal((await invite(ready.api, ready.token, "amy@acme.test")).status, 201);
  await told;
  assert.doesNotMatch(stderr(), /s3cret/);
});

test("an SMTP address that is none ends start with what to write instead", async () => {
  const { code, stderr } = await rollcall(["start", "--port", "0", "--data", freshData(), "--smtp", "127.0.0.1:1025"]);
  assert.equal(code, 2);
  assert.match(stderr, /RC_EMULATOR_SMTP|SMTP server/);
  assert.match(stderr, /smtp:\/\/host:port/);
});
