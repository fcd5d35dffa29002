import assert from "node:assert/strict";

import { callback, consentPath, type GeneralApp, registerApp, tokensOf } from "./general-app.ts";
import { dig, type Host, onBothHosts, type Stage } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy" },
  { email: "gone@acme.test", id: "gone", status: "inactive" },
] as const;

const open = (host: Host): Promise<Stage> =>
  host.open({ account: { preset: "business", accountId: "acc", name: "Acme & <Sons>", users } });

/** A browser of a sort: it keeps a cookie, reads forms and follows nothing. */
const browse = (stage: Stage) => {
  let cookie = "";
  const send = (method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}) =>
    fetchOf(stage)(stage.url + path, {
      method,
      redirect: "manual",
      headers: {
        accept: "text/html",
        ...(cookie === "" ? {} : { cookie }),
        ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  return {
    forget: (): void => {
      cookie = "";
    },
    get: async (path: string, headers = {}) => {
      const response = await send("GET", path, undefined, headers);
      const set = response.headers.get("set-cookie");
      if (set !== null) cookie = set.split(";")[0] ?? "";
      const text = await response.text();
      return { response, text, set, mark: /name="mark" value="([\w-]+)"/.exec(text)?.[1] ?? "" };
    },
    post: async (path: string, form: Readonly<Record<string, string>>, headers = {}) => {
      const response = await send("POST", path, new URLSearchParams(form).toString(), headers);
      return { response, text: await response.text(), location: response.headers.get("location") };
    },
  };
};

const fetchOf = (stage: Stage) => (stage.url.includes("zoom.us") ? stage.emulator.fetch : fetch);

const pathOf = (app: GeneralApp, more: Readonly<Record<string, string>> = {}): string =>
  consentPath(app, { state: "a b&c", ...more });

onBothHosts("a person allows on the consent page, and the code leads to tokens", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const browser = browse(stage);
  const path = pathOf(app);
  const shown = await browser.get(path);
  assert.equal(shown.response.status, 200);
  assert.match(shown.response.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(shown.text, /Roster &lt;b&gt;/);
  assert.match(shown.text, /Acme &amp; &lt;Sons&gt;/);
  assert.match(shown.text, /user:read:user/);
  assert.doesNotMatch(shown.text, /<script|<b>|<Sons>|gone@/i);
  const sent = await browser.post(path, { mark: shown.mark, user: "amy@acme.test", decision: "allow" });
  assert.equal(sent.response.status, 302, sent.text);
  const location = new URL(sent.location ?? "");
  assert.equal(location.origin + location.pathname, "http://127.0.0.1:9/callback");
  assert.deepEqual([location.searchParams.get("kept"), location.searchParams.get("state")], ["1", "a b&c"]);
  const { accessToken: token } = tokensOf(await app.exchange(location.searchParams.get("code") ?? ""));
  assert.equal(dig((await stage.call("GET", "/v2/users/me", { token })).body, "id"), "amy");
});

onBothHosts("the page's policy: no script, no frame, and a form that may lead to the app alone", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const browser = browse(stage);
  const policyOf = async (path: string): Promise<string> =>
    (await browser.get(path)).response.headers.get("content-security-policy") ?? "";
  const policy = await policyOf(pathOf(app));
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:9;/);
  assert.match(await policyOf(pathOf(app, { redirect_uri: "myapp://done" })), /form-action 'self' myapp:;/);
  const { set } = await browser.get(pathOf(app));
  assert.match(set ?? "", /HttpOnly; SameSite=Lax/);
});

onBothHosts("declining, and a request the app got wrong, lead back with an error", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const browser = browse(stage);
  const path = pathOf(app);
  const { mark } = await browser.get(path);
  const declined = await browser.post(path, { mark, decision: "deny", user: "nobody" });
  assert.equal(new URL(declined.location ?? "").searchParams.get("error"), "access_denied");
  for (const [more, error] of [
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ code_challenge_method: "S512" }, "invalid_request"],
  ] as const) {
    const { response } = await browser.get(pathOf(app, more));
    const location = new URL(response.headers.get("location") ?? "");
    assert.deepEqual([response.status, location.searchParams.get("error")], [302, error]);
    assert.equal(location.searchParams.get("state"), "a b&c");
  }
});

onBothHosts("only a page that was shown to this browser for this request can be answered", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const [browser, other] = [browse(stage), browse(stage)];
  const path = pathOf(app);
  const answer = { user: "amy@acme.test", decision: "allow" };
  const { mark } = await browser.get(path);
  const foreign = await other.get(path);
  const refusals = [
    await browser.post(path, answer),
    await browser.post(path, { ...answer, mark: foreign.mark }),
    await browser.post(pathOf(app, { redirect_uri: "myapp://done" }), { ...answer, mark }),
    await browse(stage).post(path, { ...answer, mark }),
    await browser.post(path, { ...answer, mark, user: "gone@acme.test" }),
    await browser.post(path, { ...answer, mark, user: '"><script>' }),
  ];
  for (const { response, location, text } of refusals) {
    assert.deepEqual([response.status, location], [400, null]);
    assert.doesNotMatch(text, /<script/);
  }
  assert.equal((await browser.post(path, { ...answer, mark })).response.status, 302);
});

onBothHosts("nobody is sent to an address that the app has not registered", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const browser = browse(stage);
  const { clientId } = stage.emulator.account;
  const pages = [
    [pathOf(app, { redirect_uri: `${callback}x` }), /Redirect URI mismatch\. \(4,709\)/],
    [pathOf(app, { redirect_uri: "https://evil.test/" }), /4,709/],
    [pathOf(app, { client_id: "<i>none" }), /Invalid client\. \(4,702\).*&lt;i&gt;none/s],
    [pathOf(app, { client_id: clientId }), /4,705/],
    ["/oauth/authorize", /4,702/],
    [`/oauth/authorize?response_type=code&client_id=${app.clientId}`, /4,709/],
  ] as const;
  for (const [path, words] of pages) {
    const { response, text } = await browser.get(path);
    assert.deepEqual([response.status, response.headers.get("location")], [400, null], path);
    assert.match(text, words);
  }
  await stage.control("PATCH", `/apps/${app.clientId}`, { active: false, redirect_uris: [callback] });
  assert.match((await browser.get(pathOf(app))).text, /4,717/);
  await stage.control("PATCH", `/apps/${app.clientId}`, { active: true });
  const only = `/oauth/authorize?response_type=code&client_id=${app.clientId}`;
  assert.equal((await browser.get(only)).response.status, 200, "the only redirect URI need not be named");
  assert.equal((await stage.call("GET", "/oauth/nothing")).status, 404);
  assert.equal((await stage.call("GET", "/oauth/token")).status, 404);
});

onBothHosts("a device's code is typed on a page", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const browser = browse(stage);
  for (const [decision, words, error] of [
    ["allow", /connected/, undefined],
    ["deny", /declined/, "access_denied"],
  ] as const) {
    const given = (await app.ask({}, "/oauth/devicecode")).body;
    const code = String(dig(given, "user_code"));
    assert.match((await browser.get("/oauth/device")).text, /name="user_code"/);
    assert.equal((await browser.get("/oauth/device?user_code=XXXX-XXXX")).response.status, 404);
    const path = `/oauth/device?user_code=${code}`;
    assert.ok(String(dig(given, "verification_uri_complete")).endsWith(path));
    const { mark, text } = await browser.get(path);
    assert.match(text, /Roster &lt;b&gt;/);
    const answered = await browser.post(path, { mark, decision, user: "amy@acme.test" });
    assert.match(answered.text, words);
    const poll = { grant_type: "urn:ietf:params:oauth:grant-type:device_code" };
    const reply = await app.ask({ ...poll, device_code: String(dig(given, "device_code")) });
    assert.equal(dig(reply.body, "error"), error);
    assert.equal((await browser.get(path)).response.status, 404, "answered once");
  }
});
