import assert from "node:assert/strict";

import { scimUrns } from "#zoom";

import { dig, type Host, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { accountScopes } from "./settings-errors.ts";

const users = ["amy", "bob", "cyd"].map((id) => ({ email: `${id}@acme.test`, id, type: 2 }));
const everywhere = { features: { large_meeting: 5 }, subscriptions: [{ id: "SUB-1", licensed: 5, workplace: 5 }] };

const open = (host: Host): Promise<Stage> =>
  host.open({ account: { accountId: "acc", preset: "business", users, settings: everywhere } });

const idsIn = (body: unknown, list: string): readonly unknown[] => listIn(body, list).map((item) => dig(item, "id"));

const post = async (stage: Stage, path: string, json: unknown, status = 201): Promise<unknown> => {
  const reply = await stage.call("POST", path, { json });
  assert.equal(reply.status, status, `${path}: ${reply.text}`);
  return reply.body;
};

onBothHosts(
  "lists page by page: divisions and who is in them, contact groups, groups, roles, SCIM groups",
  async (host) => {
    await using stage = await open(host);
    for (const name of ["North", "South"]) await post(stage, "/v2/divisions", { division_name: name });
    const divisions = await stage.call("GET", "/v2/divisions?page_size=1");
    const token = String(dig(divisions.body, "next_page_token"));
    const more = await stage.call("GET", `/v2/divisions?page_size=1&next_page_token=${token}`);
    const division = String(dig(listIn(more.body, "divisions")[0], "division_id"));
    assert.notEqual(division, dig(listIn(divisions.body, "divisions")[0], "division_id"));
    const north = { division_description: "Up there" };
    assert.equal((await stage.call("PATCH", `/v2/divisions/${division}`, { json: north })).status, 204);
    assert.equal(dig((await stage.call("GET", `/v2/divisions/${division}`)).body, "division_description"), "Up there");
    await post(stage, `/v2/divisions/${division}/users`, { users: [{ user_id: "amy" }, { user_id: "bob" }] });
    const some = await stage.call("GET", `/v2/divisions/${division}/users?page_size=1`);
    const next = String(dig(some.body, "next_page_token"));
    const rest = await stage.call("GET", `/v2/divisions/${division}/users?page_size=1&next_page_token=${next}`);
    const names = [some, rest].map(({ body }) => dig(listIn(body, "users")[0], "user_id"));
    assert.deepEqual(names, ["amy", "bob"]);

    for (const group_name of ["One", "Two"]) await post(stage, "/v2/contacts/groups", { group_name, group_privacy: 1 });
    assert.equal(listIn((await stage.call("GET", "/v2/contacts/groups?page_size=1")).body, "groups").length, 1);

    const group = String(dig(await post(stage, "/v2/groups", { name: "Sales" }), "id"));
    await post(stage, `/v2/groups/${group}/members`, { members: users.map(({ id }) => ({ id })) });
    const second = await stage.call("GET", `/v2/groups/${group}/members?page_size=2&page_number=2`);
    assert.deepEqual(idsIn(second.body, "members"), ["cyd"]);
    const role = String(dig(await post(stage, "/v2/roles", { name: "Seller" }), "id"));
    const described = { name: "Seller", description: "Sells", privileges: [] };
    assert.equal((await stage.call("PATCH", `/v2/roles/${role}`, { json: described })).status, 204);
    assert.equal(dig((await stage.call("GET", `/v2/roles/${role}`)).body, "description"), "Sells");
    await post(stage, `/v2/roles/${role}/members`, { members: users.map(({ id }) => ({ id })) });
    const sellers = await stage.call("GET", `/v2/roles/${role}/members?page_size=2&page_number=2&page_count=9`);
    assert.deepEqual(idsIn(sellers.body, "members"), ["cyd"]);

    await post(stage, "/scim2/Groups", { displayName: "Other" });
    const from = await stage.call("GET", "/scim2/Groups?startIndex=2&count=5");
    assert.deepEqual(
      listIn(from.body, "Resources").map((item) => dig(item, "displayName")),
      ["Other"],
    );
    const value = { displayName: "Others", [`${scimUrns.zoomGroup}:emailAlias`]: "others" };
    const json = { schemas: [scimUrns.group], Operations: [{ op: "replace", value }] };
    const id = String(dig(listIn(from.body, "Resources")[0], "id"));
    assert.equal((await stage.call("PATCH", `/scim2/Groups/${id}`, { json })).status, 204);
    assert.equal(
      dig((await stage.call("GET", `/scim2/Groups/${id}`)).body, scimUrns.zoomGroup, "emailAlias"),
      "others",
    );
  },
);

onBothHosts("a user is made into a division and with Zoom Phone, and changed", async (host) => {
  await using stage = await open(host);
  const division = String(dig(await post(stage, "/v2/divisions", { division_name: "North" }), "division_id"));
  const made = await stage.create("ssoCreate", {
    email: "new@acme.test",
    type: 2,
    division_ids: [division],
    feature: { zoom_phone: true },
  });
  assert.equal(made.status, 201, made.text);
  const { body } = await stage.call("GET", "/v2/users/new@acme.test");
  assert.deepEqual(dig(body, "division_ids"), [division]);
  const json = { feature: { zoom_phone: false } };
  assert.equal((await stage.call("PATCH", "/v2/users/new@acme.test", { json })).status, 204);
  const settings = await stage.call("GET", "/v2/users/new@acme.test/settings");
  assert.equal(dig(settings.body, "feature", "zoom_phone"), false);
});

onBothHosts("features in bulk name users by address, and subscriptions", async (host) => {
  await using stage = await open(host);
  const people = [{ email: "amy@acme.test" }];
  const typed = { users: people, feature_type: "user_type", feature_value: "2", subscription_id: "SUB-1" };
  assert.deepEqual(dig(await post(stage, "/v2/users/features", typed), "success_user_ids"), ["amy"]);
  stage.advance(60_000);
  const licence = { license_type: "MEETING", license_option: 2, subscription_id: "SUB-1" };
  const listed = {
    users: [{ email: "bob@acme.test" }],
    feature_type: "user_type",
    feature_value: "2",
    license_info_list: [licence],
  };
  assert.deepEqual(dig(await post(stage, "/v2/users/features", listed), "success_user_ids"), ["bob"]);
});

onBothHosts("SCIM changes what kind of user somebody is", async (host) => {
  await using stage = await open(host);
  const made = await post(stage, "/scim2/Users", { userName: "new@acme.test", userType: "Licensed" });
  const at = `/scim2/Users/${String(dig(made, "id"))}`;
  assert.equal(dig(made, "userType"), "Licensed");
  assert.equal(dig((await stage.call("PUT", at, { json: { userType: "Basic" } })).body, "userType"), "Basic");
});

onBothHosts("settings answer with just what is asked for", async (host) => {
  await using stage = await host.open({
    account: { accountId: "acc", preset: "business", scopes: [...accountScopes, "group:write:admin"] },
  });
  const group = String(dig(await post(stage, "/v2/groups", { name: "Sales" }), "id"));
  const asked = "?custom_query_fields=closed_caption,co_host";
  for (const path of ["accounts/me/settings", "accounts/me/lock_settings", `groups/${group}/settings`]) {
    const { body } = await stage.call("GET", `/v2/${path}${asked}`);
    assert.deepEqual(
      [keysOf(body), keysOf(dig(body, "in_meeting"))],
      [["in_meeting"], ["closed_caption", "co_host"]],
      path,
    );
  }
});
