import assert from "node:assert/strict";

import { dig, listIn, onBothHosts, type Reply, type Stage } from "./hosts.ts";

const day = 86_400_000;
const amy = { email: "amy@acme.test", type: 1, first_name: "Amy" };
const password = "Rehearsal-2026";
const html = { accept: "text/html,*/*" };
const form = { "content-type": "application/x-www-form-urlencoded" };

const linkPath = async (stage: Stage): Promise<string> =>
  new URL(String(dig(await stage.control("GET", "/inbox/latest"), "link"))).pathname;

const asForm = (stage: Stage, path: string, fields: Readonly<Record<string, string>>): Promise<Reply> =>
  stage.call("POST", path, { body: new URLSearchParams(fields).toString(), headers: form });

onBothHosts("mails are found by address, text and account, newest first", async (host) => {
  await using stage = await host.open({ account: { accountId: "acc", elsewhere: { "bob@acme.test": "free" } } });
  for (const name of ["amy", "bob", "cleo"]) await stage.create("create", { email: `${name}@acme.test`, type: 1 });
  const found = async (query: string): Promise<readonly unknown[]> =>
    listIn(await stage.control("GET", `/inbox${query}`), "mails").map((mail) => dig(mail, "to"));
  assert.deepEqual(await found(""), ["cleo@acme.test", "bob@acme.test", "amy@acme.test"]);
  assert.deepEqual(await found("?limit=1"), ["cleo@acme.test"]);
  assert.deepEqual(await found("?to=AMY@acme.test"), ["amy@acme.test"]);
  assert.deepEqual(await found("?q=invited"), ["bob@acme.test"]);
  assert.deepEqual(await found("?account=acc&q=cleo"), ["cleo@acme.test"]);
  assert.deepEqual(await found("?account=other"), []);
  assert.deepEqual((await found("?limit=x")).length, 3);
});

onBothHosts("one can wait for a mail", async (host) => {
  await using stage = await host.open();
  await stage.create("create", { email: "bob@acme.test", type: 1 });
  const waiting = stage.control("GET", "/inbox/latest?to=amy@acme.test&wait=10s");
  await stage.create("create", { email: "cleo@acme.test", type: 1 });
  await stage.create("create", amy);
  assert.equal(dig(await waiting, "to"), "amy@acme.test");
  const none = await stage.call("GET", "/_rollcall/inbox/latest?to=nobody@acme.test&wait=50ms");
  assert.equal(none.status, 404);
});

onBothHosts("the page of a mail's link takes a password as a form", async (host) => {
  await using stage = await host.open();
  await stage.create("create", amy);
  const path = await linkPath(stage);
  const page = await stage.call("GET", path, { headers: html });
  assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
  assert.match(page.text, /amy@acme\.test[^]*type="password"/);
  const weak = await asForm(stage, path, { password: "weak" });
  assert.equal(weak.status, 400);
  assert.match(weak.text, /role="alert"[^]*8 to 32 characters[^]*type="password"/);
  const done = await asForm(stage, path, { password });
  assert.equal(done.status, 200);
  assert.match(done.text, /amy@acme\.test is <strong>active/);
  const again = await asForm(stage, path, { password: "Other-Pass-1" });
  assert.deepEqual([again.status, /already/.test(again.text)], [200, true]);
  assert.equal(/type="password"/.test((await stage.call("GET", path, { headers: html })).text), false);
});

onBothHosts("the same as JSON; used twice, withdrawn, expired, unknown, deleted mail", async (host) => {
  await using stage = await host.open();
  const post = (path: string, json: unknown = { password }): Promise<Reply> => stage.call("POST", path, { json });
  await stage.create("create", amy);
  const used = await linkPath(stage);
  assert.equal((await post(used, { password: "weak" })).status, 400);
  assert.equal((await post(used, {})).status, 400);
  const first = await post(used);
  assert.deepEqual([first.status, dig(first.body, "email"), dig(first.body, "status")], [200, amy.email, "active"]);
  assert.deepEqual((await post(used)).body, first.body);
  await stage.call("PUT", "/v2/users/amy@acme.test/status", { json: { action: "deactivate" } });
  assert.equal(dig((await post(used)).body, "status"), "inactive", "an old link does not bring anybody back");

  await stage.create("create", { ...amy, email: "bob@acme.test" });
  const withdrawn = await linkPath(stage);
  await stage.call("DELETE", "/v2/users/bob@acme.test");
  assert.deepEqual([(await post(withdrawn)).status, (await stage.call("GET", withdrawn)).status], [410, 410]);

  await stage.create("create", { ...amy, email: "cleo@acme.test" });
  const expired = await linkPath(stage);
  stage.advance(31 * day);
  assert.match((await post(expired)).text, /expired/);
  assert.equal((await stage.call("GET", expired)).status, 410);

  await stage.control("DELETE", "/inbox");
  for (const path of [expired, "/_rollcall/activate/none", "/_rollcall/activate/__proto__"])
    assert.equal((await post(path)).status, 404);
});

const hostile = `<script>alert(1)</script>"'&`;
const rtl = "\u202Egnp.exe";
const long = "x".repeat(10_000);

onBothHosts("hostile names are text, on the page, in mails and in links", async (host) => {
  const users = [hostile, rtl, long, "\uD800\u0000"].map((name, at) => ({
    email: `u${at}"><img src=x>@acme.test`,
    firstName: name,
    lastName: name,
  }));
  await using stage = await host.open({ account: { name: `Acme ${hostile}`, users } });
  await stage.create("create", { email: `i'm&co@acme.test`, type: 1, first_name: hostile, last_name: rtl });
  await stage.call("GET", "/v2/<script>alert(1)</script>", { headers: html });
  await stage.call("POST", "/v2/users", { body: hostile, headers: { "content-type": hostile } });
  const mail = await stage.control("GET", "/inbox/latest");
  const pages = [
    await stage.call("GET", "/", { headers: html }),
    await stage.call("GET", `/_rollcall/inbox/${String(dig(mail, "id"))}`, { headers: html }),
    await stage.call("GET", await linkPath(stage), { headers: html }),
  ];
  for (const { status, text, headers } of pages) {
    assert.equal(status, 200);
    assert.ok(!/<script|<img|"'&(?!#|amp|lt|gt|quot)/.test(text), text.slice(0, 500));
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  }
  const [home, letter] = pages;
  assert.ok(home?.text.includes("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
  assert.ok(home?.text.includes(rtl) && home.text.includes("unicode-bidi:isolate") && home.text.includes(long));
  assert.ok(letter?.text.includes("Hello &lt;script&gt;"));
  assert.ok(String(dig(mail, "text")).includes(`Hello ${hostile}`));
});

onBothHosts("the log masks secrets, cuts long bodies, and keeps the last thousand", async (host) => {
  await using stage = await host.open({ account: { preset: "business" }, logSize: 5 });
  const secret = "Top-Secret-1";
  const body = JSON.stringify({ action: "autoCreate", user_info: { password: secret, email: "a@acme.test", type: 1 } });
  const headers = { "content-type": "application/json" };
  await stage.call("POST", "/v2/users", { body, headers });
  const padding = 16_384 - '{"pad":"","password":"Top'.length;
  await stage.call("POST", "/v2/users", { body: `{"pad":"${"x".repeat(padding)}","password":"${secret}"}`, headers });
  const { clientId, clientSecret, accountId } = stage.emulator.account;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  await stage.call("POST", `/oauth/token?grant_type=account_credentials&account_id=${accountId}&password=${secret}`, {
    token: null,
    headers: { authorization },
  });
  const log = await stage.control("GET", "/requests");
  const text = JSON.stringify(log);
  assert.ok(!text.includes("Top"), "not even half of it");
  assert.ok(!text.includes(authorization.slice(6)) && !/"access_token\\":\\"[^*]/.test(text));
  assert.match(String(dig(log, 1, "request", "body")), /… \(\d+ in all\)$/);
  for (let call = 0; call < 9; call += 1) await stage.call("GET", "/v2/users/me");
  const kept = listIn(await stage.control("GET", "/requests?limit=0")).map((entry) => dig(entry, "number"));
  assert.deepEqual(kept, [12, 11, 10, 9, 8]);
});
