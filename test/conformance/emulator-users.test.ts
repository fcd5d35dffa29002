import assert from "node:assert/strict";

import { assertRefused, dig, keysOf, onBothHosts, startsAt } from "./hosts.ts";

const users = [
  { email: "amy+a@acme.test", id: "-my_1", firstName: "Amy", lastName: "Reyes", type: 2 },
  { email: "bob@acme.test", id: "bob" },
  { email: "admin@acme.test", id: "admin", roleId: "1" },
  { email: "sso@acme.test", id: "sso", action: "ssoCreate" },
  { email: "api@acme.test", id: "api", action: "custCreate" },
  { email: "new@acme.test", id: "new", status: "pending" },
  { email: "off@acme.test", id: "off", status: "inactive" },
] as const;
const account = { accountId: "acc", users } as const;

onBothHosts("a user is found by id, by address in any case and encoding, and as me", async (host) => {
  await using stage = await host.open({ account });
  const paths = ["-my_1", "amy+a@acme.test", "amy%2Ba%40acme.test", "AMY%2Ba@Acme.Test"];
  for (const path of paths) {
    const { status, body } = await stage.call("GET", `/v2/users/${path}`);
    assert.deepEqual([status, dig(body, "id")], [200, "-my_1"], path);
  }
  const me = await stage.call("GET", "/v2/users/me");
  assert.deepEqual([dig(me.body, "email"), dig(me.body, "role_name")], ["owner@acme.test", "Owner"]);
  assertRefused(
    await stage.call("GET", "/v2/users/amy%20a@acme.test"),
    404,
    1001,
    "User does not exist: amy a@acme.test.",
  );
  assertRefused(await stage.call("GET", "/v2/users/%E0%A4%A"), 404, 1001);
  assertRefused(await stage.call("GET", "/v2/users/bob?search_by_unique_id=true"), 404, 1001);
});

onBothHosts("GET of a user shows the keys that a real answer shows, empty where nothing is set", async (host) => {
  await using stage = await host.open({ account });
  const { body } = await stage.call("GET", "/v2/users/bob");
  const always =
    "id first_name last_name display_name email type role_name pmi use_pmi personal_meeting_url timezone verified dept created_at cms_user_id jid group_ids im_group_ids account_id language phone_country phone_number status job_title cost_center location login_types role_id cluster user_created_at";
  assert.deepEqual(keysOf(body).toSorted(), always.split(" ").toSorted());
  assert.deepEqual(
    ["account_id", "jid", "timezone", "group_ids", "role_id", "language"].map((key) => dig(body, key)),
    ["acc", "bob@xmpp.zoom.us", "", [], "2", "en-US"],
  );
  assert.match(String(dig(body, "pmi")), /^[2-9]\d{9}$/);
  assert.equal(dig(body, "created_at"), new Date(startsAt).toISOString().replace(".000", ""));
});

const fields = {
  first_name: "Mona",
  last_name: "Nord",
  display_name: "M. Nord",
  pmi: 4_827_163_905,
  use_pmi: true,
  timezone: "Europe/Madrid",
  language: "de-DE",
  dept: "Sales",
  vanity_name: "mona.nord",
  host_key: "123456",
  cms_user_id: "c1",
  job_title: "Chief",
  company: "Acme",
  location: "Kiel",
  cost_center: "7",
  manager: "bob@acme.test",
  phone_country: "DE",
  phone_number: "+49 1",
  phone_numbers: [{ code: "+49", country: "DE", label: "Office", number: "123" }],
  custom_attributes: [{ key: "cbf_1", name: "Badge", value: "7" }],
  pronouns: "they",
  pronouns_option: 2,
  about_me: "Hello",
  linkedin_url: "https://www.linkedin.com/in/mona",
} as const;

/** Written, but shown by no answer of these operations, or under another name. */
const hidden = new Set(["vanity_name", "host_key", "about_me", "linkedin_url"]);

onBothHosts("PATCH writes every field, GET shows it; nothing else changes", async (host) => {
  await using stage = await host.open({ account });
  const division = await stage.call("POST", "/v2/divisions", { json: { division_name: "North" } });
  const everything = { ...fields, division_ids: [String(dig(division.body, "division_id"))] };
  const before = (await stage.call("GET", "/v2/users/-my_1")).body;
  const reply = await stage.call("PATCH", "/v2/users/-my_1", { json: everything });
  assert.deepEqual([reply.status, reply.text, reply.headers.get("content-type")], [204, "", null]);
  const after = (await stage.call("GET", "/v2/users/-my_1")).body;
  for (const [key, value] of Object.entries(everything))
    if (!hidden.has(key)) assert.deepEqual(dig(after, key), value, key);
  assert.equal(dig(after, "vanity_url"), "https://acme.zoom.us/my/mona.nord");
  for (const key of keysOf(before))
    if (!Object.hasOwn(everything, key) && key !== "personal_meeting_url")
      assert.deepEqual(dig(after, key), dig(before, key), key);
  const row = (await stage.call("GET", "/v2/users?include_fields=host_key")).body;
  assert.equal(dig(row, "users", 1, "host_key"), "123456");
  for (const json of [{}, { unknown: 1 }, { first_name: null }])
    assert.equal((await stage.call("PATCH", "/v2/users/-my_1", { json })).status, 204);
  assert.deepEqual((await stage.call("GET", "/v2/users/-my_1")).body, after);
});

onBothHosts(
  "an emptied display name is made of the other two again; a personal link can be given back",
  async (host) => {
    await using stage = await host.open({ account });
    const patch = (id: string, json: object) => stage.call("PATCH", `/v2/users/${id}`, { json });
    await patch("bob", { display_name: "B", vanity_name: "bobby" });
    assertRefused(await patch("admin", { vanity_name: "bobby" }), 400, 4100);
    assert.equal((await patch("bob", { display_name: "", first_name: "Bob", vanity_name: "" })).status, 204);
    assert.equal(dig((await stage.call("GET", "/v2/users/bob")).body, "display_name"), "Bob");
    assert.equal((await patch("admin", { vanity_name: "bobby" })).status, 204);
  },
);

const invalid: readonly (readonly [json: object, field: string])[] = [
  [{ last_name: "x".repeat(65) }, "last_name"],
  [{ display_name: "x".repeat(129) }, "display_name"],
  [{ type: 7 }, "type"],
  [{ pmi: 12345 }, "pmi"],
  [{ pmi: 1_234_567_890 }, "pmi"],
  [{ pmi: 2n ** 60n }, "pmi"],
  [{ host_key: "12345" }, "host_key"],
  [{ host_key: "12345678901" }, "host_key"],
  [{ job_title: "x".repeat(129) }, "job_title"],
  [{ company: "x".repeat(256) }, "company"],
  [{ location: "x".repeat(257) }, "location"],
  [{ about_me: "x".repeat(151) }, "about_me"],
  [{ pronouns_option: 4 }, "pronouns_option"],
  [{ phone_numbers: [{ label: "Boat" }] }, "phone_numbers[0].label"],
  [{ custom_attributes: [{}, {}, {}, {}, {}, {}] }, "custom_attributes"],
  [{ zoom_one_type: 17 }, "zoom_one_type"],
];

onBothHosts("PATCH names the field that is not allowed", async (host) => {
  await using stage = await host.open({ account });
  for (const [json, field] of invalid) {
    const reply = await stage.call("PATCH", "/v2/users/-my_1", { json });
    assertRefused(reply, 400, 300, "Validation Failed.");
    assert.deepEqual(dig(reply.body, "errors"), [{ field, message: "Invalid field." }], field);
  }
});

onBothHosts("licences are changed, turned off and kept to their keys", async (host) => {
  await using stage = await host.open({ account: { ...account, preset: "business" } });
  const patch = (json: object) => stage.call("PATCH", "/v2/users/bob", { json });
  const shown = async (key: string) => dig((await stage.call("GET", "/v2/users/bob")).body, key);
  assert.equal((await patch({ type: 2 })).status, 204);
  assert.equal(await shown("type"), 2);
  await patch({ zoom_one_type: 2n ** 57n });
  assert.equal(await shown("zoom_one_type"), 2n ** 57n);
  await patch({ zoom_one_type: 0 });
  assert.equal(await shown("zoom_one_type"), undefined);
  await patch({ plan_united_type: "32" });
  assert.equal(await shown("plan_united_type"), "32");
  await patch({ plan_united_type: "none" });
  assert.equal(await shown("plan_united_type"), undefined);
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const body = `{"phone_numbers":[{"number":"1","more":${deep}}]}`;
  const headers = { "content-type": "application/json" };
  assert.equal((await stage.call("PATCH", "/v2/users/bob", { body, headers })).status, 204);
  assert.deepEqual(await shown("phone_numbers"), [{ number: "1" }]);
});

onBothHosts("deactivating takes all licences, activating gives none back", async (host) => {
  await using stage = await host.open({ account: { ...account, preset: "business" } });
  await stage.call("PATCH", "/v2/users/-my_1", { json: { plan_united_type: "32", dept: "Sales" } });
  const act = (id: string, action: string) => stage.call("PUT", `/v2/users/${id}/status`, { json: { action } });
  const shown = async () => {
    const { body } = await stage.call("GET", "/v2/users/-my_1");
    return ["status", "type", "plan_united_type", "dept"].map((key) => dig(body, key));
  };
  for (const action of ["deactivate", "deactivate"]) {
    const reply = await act("-my_1", action);
    assert.deepEqual([reply.status, reply.text], [204, ""]);
    assert.deepEqual(await shown(), ["inactive", 1, undefined, "Sales"]);
  }
  for (const action of ["clock_in", "clock_out"]) assert.equal((await act("-my_1", action)).status, 204);
  assert.deepEqual(await shown(), ["inactive", 1, undefined, "Sales"]);
  for (const action of ["activate", "activate"]) assert.equal((await act("-my_1", action)).status, 204);
  assert.deepEqual(await shown(), ["active", 1, undefined, "Sales"]);
  assertRefused(await act("me", "deactivate"), 400, 200);
});

onBothHosts("disassociate sends a user away, delete frees the address", async (host) => {
  await using stage = await host.open({ account });
  const remove = (id: string, query = "") => stage.call("DELETE", `/v2/users/${id}${query}`);
  const gone = await remove("bob");
  assert.deepEqual([gone.status, gone.text], [204, ""]);
  assertRefused(await remove("bob"), 404, 1001, "User does not exist: bob.");
  assertRefused(await stage.call("GET", "/v2/users/bob@acme.test"), 400, 1010);
  await stage.create("create", { email: "bob@acme.test", type: 1 });
  assert.equal(dig(await stage.control("GET", "/inbox/latest"), "kind"), "join");
  const query = "?action=delete&transfer_email=admin@acme.test&transfer_meetings=true&transfer_recording=true";
  assert.equal((await remove("-my_1", query)).status, 204);
  assertRefused(await stage.call("GET", "/v2/users/amy%2Ba@acme.test"), 404, 1001);
  await stage.create("create", { email: "amy+a@acme.test", type: 1 });
  assert.equal(dig(await stage.control("GET", "/inbox/latest"), "kind"), "activation");
});

onBothHosts("whom DELETE refuses, by action", async (host) => {
  const cases: readonly (readonly [id: string, disassociate: number, remove: number])[] = [
    ["me", 1117, 200],
    ["admin", 1117, 204],
    ["api", 300, 204],
    ["new", 204, 1120],
    ["off", 204, 204],
  ];
  for (const [id, disassociate, remove] of cases)
    for (const [action, wanted] of [
      ["disassociate", disassociate],
      ["delete", remove],
    ] as const) {
      await using fresh = await host.open({ account });
      const reply = await fresh.call("DELETE", `/v2/users/${id}?action=${action}`);
      assert.equal(reply.status === 204 ? 204 : reply.code, wanted, `${action} ${id}: ${reply.text}`);
    }
});

onBothHosts("the summary counts by type; pending users have a count of their own", async (host) => {
  await using stage = await host.open({ account });
  const { body } = await stage.call("GET", "/v2/users/summary");
  assert.deepEqual(body, {
    licensed_users_count: 2,
    basic_users_count: 5,
    on_prem_users_count: 0,
    room_users_count: 0,
    pending_users_count: 1,
    join_only_users_count: 0,
    total_users_count: 7,
  });
});

onBothHosts("the e-mail check knows work-e-mail users of this account only", async (host) => {
  await using stage = await host.open({ account: { ...account, elsewhere: { "far@other.test": "paid" } } });
  const cases: Readonly<Record<string, boolean>> = {
    "BOB@acme.test": true,
    "amy%2Ba@acme.test": true,
    "off@acme.test": true,
    "sso@acme.test": false,
    "api@acme.test": false,
    "new@acme.test": false,
    "far@other.test": false,
    "nobody@acme.test": false,
    constructor: false,
  };
  for (const [email, existed] of Object.entries(cases)) {
    const { body } = await stage.call("GET", `/v2/users/email?email=${email}`);
    assert.deepEqual(body, { existed_email: existed }, email);
  }
  assertRefused(await stage.call("GET", "/v2/users/email?email="), 400, 300, "Email is required.");
});
