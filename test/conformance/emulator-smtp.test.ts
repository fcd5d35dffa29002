import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { createEmulator } from "#emulator";

import { dig, onBothHosts, type Stage } from "./hosts.ts";
import { freePort, listenForMail } from "./smtp-listener.ts";

/** The inbox's entry of the newest mail to an address, once its copy has been sent or given up. */
const settled = async (stage: Stage, to: string): Promise<unknown> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const mail = await stage.control("GET", `/inbox/latest?to=${encodeURIComponent(to)}&wait=5s`);
    if (dig(mail, "smtp", "state") !== "waiting") return mail;
    await sleep(20);
  }
  throw new Error(`the copy of the mail to ${to} is still on its way`);
};

const invite = async (stage: Stage, email: string, first = "Amy"): Promise<void> => {
  assert.equal((await stage.create("create", { email, type: 1, first_name: first })).status, 201);
};

onBothHosts("a copy of every mail goes to the server, as text and HTML, and the inbox says so", async (host) => {
  await using listener = await listenForMail();
  await using stage = await host.open({
    smtp: { url: listener.url },
    account: { name: "Acme", elsewhere: { "bob@acme.test": "free" }, users: [{ email: "cleo@acme.test", id: "cleo" }] },
  });
  await invite(stage, "amy+1@acme.test", "Zoë");
  await invite(stage, "bob@acme.test");
  await stage.call("PUT", "/v2/users/cleo/password", { json: { password: "Rehearsal-2027" } });
  const mails = await listener.got(3);
  const byTo = new Map(mails.map((mail) => [mail.to.join(","), mail]));
  assert.deepEqual([...byTo.keys()].toSorted(), ["amy+1@acme.test", "bob@acme.test", "cleo@acme.test"]);
  for (const [to, { from, raw }] of byTo) {
    const entry = await settled(stage, to);
    assert.deepEqual(dig(entry, "smtp"), { state: "sent" });
    assert.equal(from, "no-reply@zoom.us");
    assert.match(raw, /^From: Zoom <no-reply@zoom\.us>/m);
    // Names of headers are anybody's to spell.
    assert.match(raw, new RegExp(`^X-Rollcall-Id: ${String(dig(entry, "id"))}`, "im"));
    assert.match(raw, new RegExp(`^X-Rollcall-Kind: ${String(dig(entry, "kind"))}`, "im"));
    assert.ok(raw.includes(`Subject: ${String(dig(entry, "subject"))}`));
    assert.match(raw, /^Date: Sun, 22 Nov 2026 06:3\d:\d\d \+0000/m);
    assert.match(raw, /multipart\/alternative[^]*text\/plain[^]*text\/html/);
  }
  const link = String(dig(await settled(stage, "amy+1@acme.test"), "link"));
  assert.ok(byTo.get("amy+1@acme.test")?.raw.replaceAll("=\r\n", "").includes(link));
});

onBothHosts(
  "a server that is not there is told of in the inbox and once in the log, and no call fails",
  async (host) => {
    const port = await freePort();
    const lines: string[] = [];
    const url = `smtp://someone:s3cret@127.0.0.1:${port}`;
    await using stage = await host.open({ smtp: { url, log: (line) => lines.push(line) } });
    for (const name of ["amy", "bob", "cleo"]) await invite(stage, `${name}@acme.test`);
    for (const name of ["amy", "bob", "cleo"]) {
      const entry = await settled(stage, `${name}@acme.test`);
      assert.equal(dig(entry, "smtp", "state"), "failed");
      assert.match(String(dig(entry, "smtp", "error")), new RegExp(`^127\\.0\\.0\\.1:${port}: .*ECONNREFUSED`));
    }
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /A mail to amy@acme\.test was not taken by the SMTP server 127\.0\.0\.1:\d+: .*inbox/);
    await using listener = await listenForMail(
      {
        onAuth({ username, password }, _session, done) {
          done(null, { user: `${username}/${password}` });
        },
      },
      port,
    );
    await invite(stage, "dan@acme.test");
    assert.equal((await listener.got(1))[0]?.user, "someone/s3cret");
    assert.deepEqual(dig(await settled(stage, "dan@acme.test"), "smtp"), { state: "sent" });
    assert.match(lines[1] ?? "", /takes mails again/);
    const everything = `${lines.join("\n")} ${JSON.stringify(await stage.control("GET", "/inbox"))}`;
    assert.ok(!everything.includes("s3cret") && !everything.includes("someone"));
  },
);

onBothHosts("what the server says no to is a failure of that mail alone, in the server's words", async (host) => {
  await using listener = await listenForMail({
    onRcptTo({ address }, _session, done) {
      if (address.startsWith("amy")) done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
      else done();
    },
  });
  await using stage = await host.open({ smtp: { url: listener.url } });
  await invite(stage, "amy@acme.test");
  await invite(stage, "bob@acme.test");
  assert.match(String(dig(await settled(stage, "amy@acme.test"), "smtp", "error")), /550 No such mailbox/);
  assert.deepEqual(dig(await settled(stage, "bob@acme.test"), "smtp"), { state: "sent" });
});

onBothHosts("an address that is an attack is one recipient or none, and never a header", async (host) => {
  await using listener = await listenForMail();
  await using stage = await host.open({ smtp: { url: listener.url }, account: { name: "Acme\r\nBcc: eve@evil.test" } });
  await invite(stage, "amy@acme.test", "Amy\r\nBcc: eve@evil.test\r\n\r\nhello");
  const [mail] = await listener.got(1);
  assert.deepEqual(mail?.to, ["amy@acme.test"]);
  assert.doesNotMatch(mail.raw.split("\r\n\r\n", 1)[0] ?? "", /^Bcc:/im);
});

test("a server that never answers keeps neither a call nor the end waiting", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const emulator = await createEmulator({ smtp: { url: `smtp://127.0.0.1:${port}` } });
  const began = performance.now();
  const answer = await emulator.fetch("http://zoom/v2/users", {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.account.token}`, "content-type": "application/json" },
    body: JSON.stringify({ action: "create", user_info: { email: "amy@acme.test", type: 1 } }),
  });
  assert.equal(answer.status, 201);
  const [mail] = await emulator.inbox.list();
  assert.deepEqual(mail?.smtp, { state: "waiting" });
  await emulator.close();
  assert.ok(performance.now() - began < 4500, "closing waits for two seconds at most");
  silent.close();
});

onBothHosts("a snapshot that comes back brings its mails, and sends none of them again", async (host) => {
  await using listener = await listenForMail();
  await using stage = await host.open({ smtp: { url: listener.url } });
  await invite(stage, "amy@acme.test");
  await listener.got(1);
  await stage.emulator.restore(await stage.emulator.snapshot());
  const [mail] = await stage.emulator.inbox.list();
  assert.deepEqual([mail?.to, mail?.smtp], ["amy@acme.test", undefined]);
  await invite(stage, "bob@acme.test");
  assert.deepEqual(
    (await listener.got(2)).map(({ to }) => to[0]),
    ["amy@acme.test", "bob@acme.test"],
  );
});

onBothHosts("without a server no mail has a copy", async (host) => {
  await using stage = await host.open();
  await invite(stage, "amy@acme.test");
  assert.equal(dig(await stage.control("GET", "/inbox/latest"), "smtp"), undefined);
});

test("an address that is none is refused before anything starts, without its password", async () => {
  for (const url of ["", "127.0.0.1:1025", "http://user:s3cret@127.0.0.1", "smtp://", "smtp:s3cret"])
    await assert.rejects(createEmulator({ smtp: { url } }), (error: unknown) => {
      assert.ok(error instanceof Error && "code" in error);
      assert.equal(error.code, "RC_EMULATOR_SMTP", url);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
});
