import assert from "node:assert/strict";
import { test } from "node:test";

import { mails } from "#zoom";

import { dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";

const html = { accept: "text/html" };

const open = (host: Host, preset: "pro" | "business" = "pro"): Promise<Stage> =>
  host.open({
    account: {
      accountId: "acc",
      name: "Acme",
      preset,
      elsewhere: { "bob@acme.test": "free", "cleo@acme.test": "free", "dan@acme.test": "paid" },
      users: [
        { email: "amy@acme.test", id: "amy", firstName: "Amy" },
        { email: "sso@acme.test", id: "sso", action: "ssoCreate" },
      ],
    },
  });

const newest = async (stage: Stage): Promise<unknown> => dig(await stage.control("GET", "/inbox?limit=1"), "mails", 0);
const kinds = async (stage: Stage): Promise<readonly unknown[]> =>
  listIn(await stage.control("GET", "/inbox"), "mails").map(
    (mail) => `${String(dig(mail, "kind"))} ${String(dig(mail, "to"))}`,
  );

const met = new Set<unknown>();

onBothHosts(
  "every kind of mail comes with its occasion, as text and as HTML, to the person it is about",
  async (host) => {
    await using stage = await open(host);
    const occasions = {
      activation: () => stage.create("create", { email: "new@acme.test", type: 1, first_name: "Amy" }),
      join: () => stage.create("create", { email: "bob@acme.test", type: 1, first_name: "Amy" }),
      password: () => stage.call("PUT", "/v2/users/amy/password", { json: { password: "Rehearsal-2027" } }),
      "sign-in": () => stage.control("POST", "/events", { event: "user.signed_in", user: "amy" }),
    };
    for (const [kind, cause] of Object.entries(occasions)) {
      await cause();
      const mail = await newest(stage);
      assert.equal(dig(mail, "kind"), kind);
      assert.equal(dig(mail, "from"), "no-reply@zoom.us");
      const link = String(dig(mail, "link"));
      assert.equal(link !== "", kind === "activation" || kind === "join", kind);
      const text = String(dig(mail, "text"));
      assert.match(text, /^Hello Amy,\n/);
      assert.ok(text.includes(link));
      const page = await stage.call("GET", `/_rollcall/inbox/${String(dig(mail, "id"))}`, { headers: html });
      assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
      assert.ok(page.text.includes(`<h1>${String(dig(mail, "subject"))}</h1><p>Hello Amy,</p>`), page.text);
      assert.equal(page.text.includes("href="), link !== "");
      met.add(kind);
    }
  },
);

test("no kind of mail is without its occasion", () => {
  assert.deepEqual([...met], Object.keys(mails));
});

onBothHosts("an invitation to join can be declined, once, and leaves nothing behind", async (host) => {
  await using stage = await open(host);
  await stage.create("create", { email: "bob@acme.test", type: 1 });
  const link = new URL(String(dig(await newest(stage), "decline_link"))).pathname;
  assert.match(String(dig(await newest(stage), "text")), /Decline it: http/);
  const page = await stage.call("GET", link, { headers: html });
  assert.match(page.text, /bob@acme\.test[^]*<form method="post">/);
  assert.equal((await stage.call("GET", "/v2/users/bob@acme.test")).status, 200, "looking declines nothing");
  const form = { ...html, "content-type": "application/x-www-form-urlencoded" };
  const done = await stage.call("POST", link, { body: "", headers: form });
  assert.deepEqual([done.status, /was declined/.test(done.text)], [200, true]);
  assert.deepEqual(listIn((await stage.call("GET", "/v2/users?status=pending")).body, "users"), []);
  assert.equal((await stage.call("GET", "/v2/users/bob@acme.test")).code, 1010, "the account elsewhere is still there");
  assert.equal((await stage.call("POST", link, { json: {} })).status, 410);
  assert.equal(
    (await stage.create("create", { email: "bob@acme.test", type: 1 })).status,
    201,
    "and can be asked again",
  );

  await stage.create("create", { email: "cleo@acme.test", type: 1 });
  const id = String(dig(await newest(stage), "id"));
  assert.equal(dig(await stage.control("POST", `/inbox/${id}/decline`, {}), "status"), "declined");
  assert.equal((await stage.call("POST", `/_rollcall/inbox/${id}/decline`, { json: {} })).status, 410);
  assert.equal((await stage.call("POST", "/_rollcall/inbox/none/decline", { json: {} })).status, 404);
});

onBothHosts("only an invitation to join is declined, and none that was accepted", async (host) => {
  await using stage = await open(host);
  await stage.create("create", { email: "new@acme.test", type: 1 });
  const activation = await newest(stage);
  assert.equal(dig(activation, "decline_link"), undefined);
  await assert.rejects(stage.emulator.inbox.decline(String(dig(activation, "id"))), /Only an invitation to join/);
  await stage.create("create", { email: "bob@acme.test", type: 1 });
  const [mail] = await stage.emulator.inbox.list({ to: "bob@acme.test" });
  assert.ok(mail?.decline_link);
  await stage.emulator.inbox.open(mail.id);
  await assert.rejects(stage.emulator.inbox.decline(mail.id), /active already/);
  await stage.create("create", { email: "cleo@acme.test", type: 1 });
  const [other] = await stage.emulator.inbox.list({ to: "cleo@acme.test" });
  await stage.emulator.inbox.decline(other?.id ?? "");
  assert.equal((await stage.call("GET", "/v2/users?status=pending")).text.includes("cleo"), false);
});

onBothHosts("ssoCreate is announced only where it leaves a pending user, as an activation", async (host) => {
  await using stage = await open(host, "business");
  for (const email of ["eve@acme.test", "bob@acme.test", "dan@acme.test", "far@other.test"])
    await stage.create("ssoCreate", { email, type: 1 });
  assert.deepEqual(await kinds(stage), [
    "activation far@other.test",
    "activation dan@acme.test",
    "activation bob@acme.test",
  ]);
});

const signIn = (stage: Stage, user: string, more: object = {}): Promise<unknown> =>
  stage.control("POST", "/events", { event: "user.signed_in", user, ...more });

onBothHosts("signing in is told of on Free and Pro accounts, and only with a password of Zoom's", async (host) => {
  await using stage = await open(host);
  await signIn(stage, "sso");
  await signIn(stage, "amy", { login_type: 101 });
  await stage.control("POST", "/events", { event: "user.signed_out", user: "amy" });
  assert.deepEqual(await kinds(stage), []);
  await signIn(stage, "amy", { login_type: "100" });
  assert.deepEqual(await kinds(stage), ["sign-in amy@acme.test"]);
  await using business = await open(host, "business");
  await signIn(business, "amy");
  assert.deepEqual(await kinds(business), []);
});

onBothHosts("what no source has a mail for sends none", async (host) => {
  await using stage = await open(host, "business");
  const calls = [
    ["PUT", "/v2/users/amy/email", { email: "amy.lee@acme.test" }],
    ["PATCH", "/v2/users/amy", { type: 2 }],
    ["PUT", "/v2/users/amy/status", { action: "deactivate" }],
    ["PUT", "/v2/users/amy/status", { action: "activate" }],
    ["POST", "/v2/roles/1/members", { members: [{ id: "amy" }] }],
    ["DELETE", "/v2/roles/1/members/amy", undefined],
    ["DELETE", "/v2/users/sso?action=delete&transfer_email=amy.lee@acme.test", undefined],
    ["DELETE", "/v2/users/amy?action=delete", undefined],
  ] as const;
  for (const [method, path, json] of calls) {
    const { status, text } = await stage.call(method, path, json === undefined ? {} : { json });
    assert.ok(status < 300, `${method} ${path}: ${text}`);
  }
  assert.deepEqual(await kinds(stage), []);
});
