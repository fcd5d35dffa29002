import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import { createEmulator, type Emulator } from "../create-emulator.ts";

const page = z.object({ total: z.number(), offset: z.number(), users: z.array(z.object({ email: z.string() })) });

const list = async (emulator: Emulator, query: string) => {
  const read = page.parse(await (await emulator.fetch(`http://zoom/_rollcall/users${query}`)).json());
  return { ...read, users: read.users.map(({ email }) => email) };
};

const small = async () =>
  await createEmulator({
    account: {
      ownerEmail: "owner@acme.test",
      users: [
        { email: "amy@acme.test", firstName: "Amy", lastName: "Ngata", type: 2, profile: { dept: "Sales" } },
        { email: "bob@acme.test", firstName: "Bob", lastName: "Sales", type: 1, status: "pending" },
      ],
    },
  });

test("users are listed newest first, by words, status and page", async () => {
  await using emulator = await small();
  assert.deepEqual((await list(emulator, "")).users, ["bob@acme.test", "amy@acme.test", "owner@acme.test"]);
  assert.deepEqual((await list(emulator, "?q=sales")).users, ["bob@acme.test", "amy@acme.test"]);
  assert.deepEqual((await list(emulator, "?q=sales%20ngata")).users, ["amy@acme.test"]);
  assert.deepEqual((await list(emulator, "?status=pending")).users, ["bob@acme.test"]);
  assert.deepEqual(await list(emulator, "?offset=1&limit=1"), { total: 3, offset: 1, users: ["amy@acme.test"] });
  assert.equal((await emulator.fetch("http://zoom/_rollcall/users?limit=x")).status, 400);
  assert.equal((await emulator.fetch("http://zoom/_rollcall/users?account=none")).status, 404);
});

test("one user is found by id or address, with its mails", async () => {
  await using emulator = await small();
  const card = z.object({ id: z.string(), status: z.string(), type_name: z.string(), mails: z.array(z.string()) });
  const read = async (name: string) =>
    card.parse(await (await emulator.fetch(`http://zoom/_rollcall/users/${name}`)).json());
  const amy = await read("AMY@acme.test");
  assert.deepEqual(await read(amy.id), amy);
  assert.equal(amy.type_name, "Licensed");
  assert.equal((await emulator.fetch("http://zoom/_rollcall/users/nobody")).status, 404);
});

test("changes are told as events, and a bare emulator tells nobody", async () => {
  await using emulator = await small();
  const kinds: string[] = [];
  const stop = emulator.watch((kind) => kinds.push(kind));
  await emulator.fetch("http://zoom/v2/users", { headers: { authorization: `Bearer ${emulator.account.token}` } });
  await emulator.fetch("http://zoom/_rollcall/clock", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: '{"advance_ms":1000}',
  });
  assert.ok(kinds.includes("request") && kinds.includes("clock"), kinds.join());
  stop();
  const before = kinds.length;
  await emulator.fetch("http://zoom/v2/users", { headers: { authorization: `Bearer ${emulator.account.token}` } });
  assert.equal(kinds.length, before);
  const events = await emulator.fetch("http://zoom/_rollcall/events");
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.match((await reader?.read())?.value ?? "", /event: change/);
  await reader?.cancel();
});

test("a mail's frame is a sandbox that only our own pages may frame", async () => {
  await using emulator = await small();
  const response = await emulator.fetch("http://zoom/v2/users", {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.account.token}`, "content-type": "application/json" },
    body: JSON.stringify({ action: "create", user_info: { email: "kim@acme.test", type: 1, first_name: "<b>Kim" } }),
  });
  assert.equal(response.status, 201);
  const mail = z
    .object({ id: z.string() })
    .parse(await (await emulator.fetch("http://zoom/_rollcall/inbox/latest")).json());
  const frame = await emulator.fetch(`http://zoom/_rollcall/inbox/${mail.id}/frame`);
  assert.match(frame.headers.get("content-security-policy") ?? "", /frame-ancestors 'self'.*sandbox/);
  const html = await frame.text();
  assert.match(html, /&lt;b&gt;Kim/);
  assert.match(html, /<base target="_blank">/);
  assert.equal((await emulator.fetch("http://zoom/_rollcall/inbox/none/frame")).status, 404);
});
