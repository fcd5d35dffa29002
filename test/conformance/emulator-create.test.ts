import assert from "node:assert/strict";

import type { AccountOptions } from "#emulator";

import { assertRefused, dig, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";

const password = "Rehearsal-2026";

const mails = async (stage: Stage, to: string): Promise<readonly unknown[]> =>
  listIn(await stage.control("GET", `/inbox?to=${encodeURIComponent(to)}`), "mails");

interface ActionCase {
  readonly what: string;
  readonly account: AccountOptions;
  readonly action: string;
  readonly info?: object;
  readonly status: "active" | "pending";
  readonly loginTypes: readonly number[];
  readonly mail: "activation" | "join" | undefined;
}

const business = { preset: "business" } as const;
const cases: readonly ActionCase[] = [
  { what: "create", account: {}, action: "create", status: "pending", loginTypes: [], mail: "activation" },
  {
    what: "create with a password, which is ignored",
    account: {},
    action: "create",
    info: { password: "x" },
    status: "pending",
    loginTypes: [],
    mail: "activation",
  },
  {
    what: "create for somebody with a Free account elsewhere",
    account: { elsewhere: { "amy@acme.test": "free" } },
    action: "create",
    status: "pending",
    loginTypes: [],
    mail: "join",
  },
  {
    what: "autoCreate",
    account: business,
    action: "autoCreate",
    info: { password },
    status: "active",
    loginTypes: [100],
    mail: undefined,
  },
  {
    what: "custCreate",
    account: { preset: "isv" },
    action: "custCreate",
    status: "active",
    loginTypes: [99],
    mail: undefined,
  },
  { what: "ssoCreate", account: business, action: "ssoCreate", status: "active", loginTypes: [101], mail: undefined },
  {
    what: "ssoCreate for somebody with an account elsewhere",
    account: { ...business, elsewhere: { "amy@acme.test": "paid" } },
    action: "ssoCreate",
    status: "pending",
    loginTypes: [],
    mail: "activation",
  },
  {
    what: "ssoCreate on a domain that is not the account's",
    account: { ...business, domain: "other.test" },
    action: "ssoCreate",
    status: "pending",
    loginTypes: [],
    mail: "activation",
  },
];

onBothHosts("the four actions: state, login types and mail", async (host) => {
  for (const { what, account, action, info, status, loginTypes, mail } of cases) {
    await using stage = await host.open({ account });
    const reply = await stage.create(action, { email: "Amy@acme.test", type: 1, first_name: "Amy", ...info });
    assert.equal(reply.status, 201, `${what}: ${reply.text}`);
    assert.deepEqual(keysOf(reply.body).toSorted(), ["email", "first_name", "id", "last_name", "type"]);
    assert.equal(dig(reply.body, "email"), "Amy@acme.test", "the address is echoed as it was sent");
    assert.match(String(dig(reply.body, "id")), /^[\w-]{22}$/);
    const { body } = await stage.call("GET", "/v2/users/amy%40ACME.test");
    assert.deepEqual(
      [dig(body, "status"), dig(body, "login_types"), dig(body, "verified")],
      [status, loginTypes, status === "active" ? 1 : 0],
      what,
    );
    const sent = await mails(stage, "amy@acme.test");
    assert.deepEqual(
      sent.map((one) => dig(one, "kind")),
      mail === undefined ? [] : [mail],
      what,
    );
  }
});

const refused: readonly (readonly [
  preset: "pro" | "business" | "isv" | "education" | "free",
  actions: Readonly<Record<string, number>>,
])[] = [
  ["free", { create: 201, autoCreate: 200, custCreate: 200, ssoCreate: 2002 }],
  ["pro", { create: 201, autoCreate: 200, custCreate: 200, ssoCreate: 2002 }],
  ["business", { create: 201, autoCreate: 201, custCreate: 200, ssoCreate: 201 }],
  ["education", { create: 201, autoCreate: 200, custCreate: 200, ssoCreate: 201 }],
  ["isv", { create: 201, autoCreate: 200, custCreate: 201, ssoCreate: 2002 }],
];

onBothHosts("who may use which action, preset by preset", async (host) => {
  for (const [preset, actions] of refused) {
    await using stage = await host.open({ account: { preset } });
    for (const [action, wanted] of Object.entries(actions)) {
      const reply = await stage.create(action, { email: `${action}@acme.test`, type: 1, password });
      assert.equal(reply.status === 201 ? 201 : reply.code, wanted, `${preset} ${action}: ${reply.text}`);
    }
  }
});

const elsewhere: readonly (readonly [kind: "free" | "paid" | "claimed", answers: Readonly<Record<string, number>>])[] =
  [
    ["free", { create: 201, autoCreate: 1005, custCreate: 1009, ssoCreate: 201 }],
    ["paid", { create: 1009, autoCreate: 1009, custCreate: 1009, ssoCreate: 201 }],
    ["claimed", { create: 1005, autoCreate: 1005, custCreate: 1005, ssoCreate: 1005 }],
  ];

onBothHosts("an address that is known elsewhere, action by action", async (host) => {
  for (const [kind, answers] of elsewhere)
    for (const [action, wanted] of Object.entries(answers)) {
      const email = "amy@acme.test";
      await using stage = await host.open({
        account: { preset: "business", settings: { isv: true }, elsewhere: { [email]: kind } },
      });
      const reply = await stage.create(action, { email, type: 1, password });
      assert.equal(reply.status === 201 ? 201 : reply.code, wanted, `${kind} ${action}: ${reply.text}`);
    }
});

const passwords: readonly (readonly [password: unknown, isFine: boolean])[] = [
  [password, true],
  ["Aa345678", true],
  [`Aa1${"xy".repeat(14)}z`, true],
  [undefined, false],
  ["", false],
  ["Short-1", false],
  [`Aa1${"xy".repeat(15)}`, false],
  ["alllower1", false],
  ["ALLUPPER1", false],
  ["NoDigitsHere", false],
  ["12345678", false],
  ["abcdefgh", false],
  ["11111111", false],
];

onBothHosts("autoCreate takes a password by Zoom's rule, other refusals name the parameter only", async (host) => {
  await using stage = await host.open({ account: business });
  for (const [at, [given, isFine]] of passwords.entries()) {
    const reply = await stage.create("autoCreate", { email: `u${at}@acme.test`, type: 1, password: given });
    if (isFine) assert.equal(reply.status, 201, `${String(given)}: ${reply.text}`);
    else assertRefused(reply, 400, 300, "Invalid parameter: password");
  }
});

onBothHosts("an account's enhanced password rule is added to Zoom's", async (host) => {
  const rule = { minimumLength: 10, special: true, consecutive: 4, weak: true };
  await using stage = await host.open({ account: { ...business, settings: { password: rule } } });
  const answers: number[] = [];
  for (const [at, given] of ["Aa1-bb2-c", "Aa1bb2ccd3", "Aa1-1234-x", "Aa1-1243-x"].entries())
    answers.push((await stage.create("autoCreate", { email: `u${at}@acme.test`, type: 1, password: given })).status);
  assert.deepEqual(answers, [400, 400, 400, 201]);
});

onBothHosts("names: given, and derived where they are not", async (host) => {
  await using stage = await host.open();
  const shown = async (info: object): Promise<readonly unknown[]> => {
    await stage.create("create", { email: "amy@acme.test", type: 1, ...info });
    const { body } = await stage.call("GET", "/v2/users/amy@acme.test");
    await stage.call("DELETE", "/v2/users/amy@acme.test");
    return [dig(body, "first_name"), dig(body, "last_name"), dig(body, "display_name")];
  };
  assert.deepEqual(await shown({}), ["", "", ""]);
  assert.deepEqual(await shown({ first_name: "Amy", last_name: "Reyes" }), ["Amy", "Reyes", "Amy Reyes"]);
  assert.deepEqual(await shown({ last_name: "Reyes" }), ["", "Reyes", "Reyes"]);
  assert.deepEqual(await shown({ first_name: "Amy", display_name: "A. R." }), ["Amy", "", "A. R."]);
  assert.deepEqual(await shown({ first_name: "  Amy ‮ </b>\u0000" }), ["  Amy ‮ </b>\u0000", "", "Amy ‮ </b>\u0000"]);
});

const licensed = (name: string): object => ({ email: `${name}@acme.test`, type: 2, first_name: "A" });

onBothHosts("ssoCreate gives a user who is not Basic a personal link: the local part, or a number", async (host) => {
  await using stage = await host.open({ account: business });
  const links: unknown[] = [];
  for (const [email, type] of [
    ["mona.reyes@acme.test", 2],
    ["MONA.reyes@sub.acme.test", 2],
    ["x@acme.test", 2],
    ["basic.user@acme.test", 1],
  ] as const) {
    const reply = await stage.create("ssoCreate", { email, type });
    links.push(dig((await stage.call("GET", `/v2/users/${String(dig(reply.body, "id"))}`)).body, "vanity_url"));
  }
  assert.equal(links[0], "https://acme.zoom.us/my/mona.reyes");
  assert.match(String(links[1]), /\/my\/\d{10}$/);
  assert.match(String(links[2]), /\/my\/\d{10}$/);
  assert.equal(links[3], undefined);
});

onBothHosts("seats: pending users hold one, removed and deactivated users give theirs back", async (host) => {
  await using stage = await host.open({ account: { settings: { seats: { licensed: 3 } } } });
  assert.equal((await stage.create("create", licensed("one"))).status, 201);
  assert.equal((await stage.create("create", licensed("two"))).status, 201);
  assertRefused(await stage.create("create", licensed("three")), 400, 3412);
  await stage.call("DELETE", "/v2/users/one@acme.test");
  assert.equal((await stage.create("create", licensed("three"))).status, 201);
  assertRefused(await stage.create("create", licensed("four")), 400, 3412);
  await stage.control("POST", `/inbox/${String(dig((await mails(stage, "two@acme.test"))[0], "id"))}/open`, {});
  assert.equal(
    (await stage.call("PUT", "/v2/users/two@acme.test/status", { json: { action: "deactivate" } })).status,
    204,
  );
  assert.equal((await stage.create("create", licensed("four"))).status, 201);
});

const codes = [16, 4398046511104, 2n ** 54n, 2n ** 56n, 2n ** 57n, 2n ** 59n];
const damaged = [
  "18014398509481985",
  "72057594037927940",
  "144115188075855870",
  "576460752303423500",
  "7.2057594037927936e16",
];

onBothHosts(
  "licence codes up to 2^59 keep every digit; the damaged ones of Zoom's own list are refused",
  async (host) => {
    await using stage = await host.open({ account: business });
    for (const code of codes) {
      const info = { email: `u${code}@acme.test`, type: 1, feature: { zoom_one_type: code } };
      assert.equal((await stage.create("ssoCreate", info)).status, 201, String(code));
      const { text } = await stage.call("GET", `/v2/users/${info.email}`);
      assert.ok(text.includes(`"zoom_one_type":${code}`), text);
      assert.equal(
        (await stage.call("PATCH", `/v2/users/${info.email}`, { json: { zoom_one_type: code } })).status,
        204,
      );
    }
    for (const digits of damaged) {
      const body = `{"action":"ssoCreate","user_info":{"email":"amy@acme.test","type":1,"feature":{"zoom_one_type":${digits}}}}`;
      const reply = await stage.call("POST", "/v2/users", { body, headers: { "content-type": "application/json" } });
      assertRefused(reply, 400, 300, "Validation Failed.");
    }
  },
);

onBothHosts("licence lists show up in the answers, exact digits and all", async (host) => {
  const subscriptions = [{ id: "SUBREF-1", licensed: 1, workplace: 1 }];
  await using stage = await host.open({ account: { ...business, settings: { subscriptions } } });
  const licence = { license_type: "ZOOM_WORKPLACE_BUNDLE", license_option: 2n ** 59n, subscription_id: "SUBREF-1" };
  await stage.create("ssoCreate", {
    email: "amy@acme.test",
    type: 1,
    license_info_list: [licence],
    plan_united_type: "32",
  });
  for (const path of ["/v2/users", "/v2/users/amy@acme.test"])
    assert.ok((await stage.call("GET", path)).text.includes(`"license_option":${2n ** 59n}`));
  assert.equal(
    (await stage.call("PATCH", "/v2/users/amy@acme.test", { json: { license_info_list: [licence] } })).status,
    204,
    "a licence that one holds already needs no second seat",
  );
  assertRefused(
    await stage.create("ssoCreate", { email: "bob@acme.test", type: 1, license_info_list: [licence] }),
    400,
    2038,
  );
});

onBothHosts("a refused create changes nothing", async (host) => {
  await using stage = await host.open({ account: { settings: { seats: { licensed: 1 } } } });
  const before = await stage.control("GET", "/accounts");
  for (const info of [licensed("one"), { email: "owner@acme.test", type: 1 }, { email: "a@mailinator.com", type: 1 }])
    assert.ok((await stage.create("create", info)).status >= 400);
  assert.deepEqual(await stage.control("GET", "/accounts"), before);
  assert.equal(dig(await stage.control("GET", "/inbox"), "total"), 0);
});
