import assert from "node:assert/strict";
import { test } from "node:test";

import { type AccountOptions, createEmulator } from "#emulator";

import { dig, type Host, onBothHosts, type Stage } from "./hosts.ts";
import { accountScopes } from "./settings-errors.ts";

const seeded = {
  accountId: "acc",
  preset: "business",
  scopes: [...accountScopes, "group:write:admin", "user:write:admin", "scim2:admin"],
  users: [
    { email: "amy@acme.test", id: "amy", type: 2 },
    { email: "bob@acme.test", id: "bob" },
  ],
  groups: [{ name: "Sales", id: "sales", members: ["amy", "bob"] }],
  documents: {
    account: {
      settings: {
        in_meeting: { annotation: true, polling: true },
        security: { password_requirement: { minimum_password_length: 12 } },
      },
      locks: { in_meeting: { annotation: true } },
    },
    groups: {
      Sales: { settings: { recording: { auto_recording: "cloud" } }, locks: { recording: { auto_recording: true } } },
    },
    users: {
      "amy@acme.test": {
        settings: {
          in_meeting: { polling: false },
          schedule_meeting: { use_pmi_for_instant_meetings: true },
          feature: { webinar: true, webinar_capacity: 500, zoom_phone: true },
        },
      },
    },
  },
} as const satisfies AccountOptions;

const settingsOf = async (stage: Stage, path: string): Promise<unknown> =>
  (await stage.call("GET", `/v2/${path}`)).body;

onBothHosts("settings and locks are there from the beginning, and count as if they had been set", async (host) => {
  await using stage = await host.open({ account: seeded });
  const amy = await settingsOf(stage, "users/amy/settings");
  assert.deepEqual(
    [
      dig(amy, "in_meeting", "annotation"),
      dig(amy, "in_meeting", "polling"),
      dig(amy, "recording", "auto_recording"),
      dig(amy, "feature", "webinar_capacity"),
      dig(amy, "feature", "zoom_phone"),
    ],
    [true, false, "cloud", 500, true],
  );
  assert.equal(dig(await settingsOf(stage, "users/amy"), "use_pmi"), true);
  const bob = await settingsOf(stage, "users/bob/settings");
  assert.deepEqual([dig(bob, "in_meeting", "polling"), dig(bob, "recording", "auto_recording")], [true, "cloud"]);
  const locks = await settingsOf(stage, "groups/sales/lock_settings");
  assert.deepEqual([dig(locks, "in_meeting", "annotation"), dig(locks, "recording", "auto_recording")], [true, true]);
  const json = { in_meeting: { annotation: false } };
  const patched = await stage.call("PATCH", "/v2/users/bob/settings", { json });
  assert.match(patched.headers.get("x-rollcall-hint") ?? "", /Locked/);
  const short = await stage.create("autoCreate", { email: "eve@acme.test", type: 1, password: "Short-1a" });
  assert.equal(short.status, 400, "the password's rule is the account's");
  assert.equal(dig(await stage.control("GET", "/inbox"), "total"), 0);
});

onBothHosts("they can be seeded while it runs, into what is there", async (host) => {
  await using stage = await host.open({ account: { ...seeded, documents: {} } });
  await stage.control("POST", "/seed", {
    users: [{ email: "cleo@acme.test", type: 2 }],
    groups: [{ name: "Support", members: ["cleo@acme.test"] }],
    documents: {
      groups: {
        Support: { settings: { in_meeting: { chat: true } } },
        sales: { locks: { in_meeting: { chat: true } } },
      },
      users: {
        "CLEO@acme.test": { settings: { feature: { large_meeting: true } } },
        amy: { settings: { feature: { webinar: true } } },
      },
    },
  });
  const cleo = await settingsOf(stage, "users/cleo@acme.test/settings");
  assert.deepEqual([dig(cleo, "in_meeting", "chat"), dig(cleo, "feature", "large_meeting")], [true, true]);
  assert.equal(dig(await settingsOf(stage, "users/amy/settings"), "feature", "webinar"), true);
  assert.equal(dig(await settingsOf(stage, "groups/sales/lock_settings"), "in_meeting", "chat"), true);
  const made = await stage.control("POST", "/accounts", {
    documents: { account: { settings: { in_meeting: { annotation: true } } } },
    scopes: accountScopes,
  });
  const { body } = await stage.call("GET", "/v2/accounts/me/settings", { token: String(dig(made, "token")) });
  assert.equal(dig(body, "in_meeting", "annotation"), true);
});

/** What no document may say. */
const wrong: readonly (readonly [documents: object, problem: RegExp])[] = [
  [{ account: { settings: { in_meeting: { anotation: true } } } }, /settings of the account: in_meeting\.anotation/],
  [{ account: { settings: { in_meeting: { annotation: "yes" } } } }, /in_meeting\.annotation has a value/],
  [{ account: { locks: { in_meeting: { nothing: true } } } }, /locks of the account: in_meeting\.nothing/],
  [{ account: { settings: { security: { signin_with_sso: { sso_bypass_user_ids: ["amy"] } } } } }, /bypass_user_ids/],
  [
    { groups: { Sales: { settings: { in_meeting: { who_can_share_screen: "cat" } } } } },
    /group Sales: in_meeting\.who/,
  ],
  [{ groups: { Nobody: {} } }, /no group Nobody/],
  [{ users: { "nobody@acme.test": {} } }, /no user nobody@acme\.test/],
  [
    { users: { bob: { settings: { feature: { webinar: true } } } } },
    /settings of bob: feature\.webinar is for Licensed/,
  ],
  [{ users: { amy: { settings: { in_meeting: 5 } } } }, /settings of amy/],
  [{ users: { amy: { locks: {} } } }, /locks/],
];

const begin = (host: Host): Promise<Stage> => host.open({ account: { ...seeded, documents: {} } });

onBothHosts("a document with something that Zoom's does not have adds nothing, and says what", async (host) => {
  await using stage = await begin(host);
  for (const [documents, problem] of wrong) {
    const json = { users: [{ email: "new@acme.test" }], documents };
    const reply = await stage.call("POST", "/_rollcall/seed", { json });
    assert.ok([400, 409].includes(reply.status), `${JSON.stringify(documents)}: ${reply.text}`);
    assert.match(String(dig(reply.body, "error")), problem);
    assert.equal((await stage.call("GET", "/v2/users/new@acme.test")).status, 404);
  }
});

test("an emulator with such a document does not come to be", async () => {
  const documents = { account: { settings: { in_meeting: { anotation: true } } } };
  await assert.rejects(createEmulator({ account: { documents } }), { code: "RC_EMULATOR_SEED_SETTING" });
  await assert.rejects(createEmulator({ account: { documents: { groups: { Sales: {} } } } }), {
    code: "RC_EMULATOR_SEED_UNKNOWN",
  });
});
