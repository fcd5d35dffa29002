import assert from "node:assert/strict";

import { scimUrns } from "#zoom";

import { dig, listIn, onBothHosts, type Stage } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy", firstName: "Amy", lastName: "Lee", type: 2 },
  { email: "bob@acme.test", id: "bob" },
  { email: "new@acme.test", id: "new", status: "pending" },
] as const;
const account = { preset: "business", accountId: "acc", users, groups: [{ name: "Sales", id: "sales" }] } as const;
const scimType = { "content-type": "application/scim+json", accept: "application/scim+json" };

const send = (stage: Stage, method: string, path: string, json?: object) =>
  stage.call(method, `/scim2/${path}`, json === undefined ? {} : { body: JSON.stringify(json), headers: scimType });

const names = (body: unknown, key: string): readonly unknown[] =>
  listIn(body, "Resources").map((resource) => dig(resource, key));

onBothHosts("answers and refusals say that they are SCIM's; tokens are refused as in /v2", async (host) => {
  await using stage = await host.open({ account });
  const found = await send(stage, "GET", "Users/amy");
  assert.match(found.headers.get("content-type") ?? "", /^application\/scim\+json\b/);
  const missing = await send(stage, "GET", "Users/nobody");
  assert.match(missing.headers.get("content-type") ?? "", /^application\/scim\+json\b/);
  assert.deepEqual(missing.body, { schemas: [scimUrns.error], detail: "User does not exist.", status: 404 });
  const stranger = await stage.call("GET", "/scim2/Users", { token: "nonsense" });
  assert.deepEqual([stranger.status, stranger.code], [401, 124]);
  assert.match(stranger.headers.get("content-type") ?? "", /^application\/json\b/);
  const text = await stage.call("POST", "/scim2/Users", {
    body: "userName=x",
    headers: { "content-type": "text/plain" },
  });
  assert.equal(dig(text.body, "detail"), "The request body must be in JSON format.");
  const wrong = await send(stage, "POST", "Users", { userName: 7 });
  assert.equal(dig(wrong.body, "detail"), "The request body must be in JSON format.");
});

onBothHosts(
  "a list comes in parts: one user unless asked, a hundred at most; pending users are not in it",
  async (host) => {
    await using stage = await host.open({ account });
    const list = async (query: string): Promise<readonly unknown[]> => {
      const { body } = await send(stage, "GET", `Users${query}`);
      return [dig(body, "totalResults"), dig(body, "startIndex"), dig(body, "itemsPerPage"), names(body, "userName")];
    };
    assert.deepEqual(await list(""), [3, 1, 1, ["owner@acme.test"]]);
    assert.deepEqual(await list("?count=2&startIndex=2"), [3, 2, 2, ["amy@acme.test", "bob@acme.test"]]);
    assert.deepEqual(await list("?count=1000&startIndex=-5"), [
      3,
      1,
      3,
      ["owner@acme.test", "amy@acme.test", "bob@acme.test"],
    ]);
    assert.deepEqual(await list("?count=0"), [3, 1, 0, []]);
    assert.deepEqual(await list("?count=10&startIndex=99"), [3, 99, 0, []]);
    assert.deepEqual(await list('?filter=userName eq "AMY@acme.test"'), [1, 1, 1, ["amy@acme.test"]]);
    assert.deepEqual(await list("?filter=username%20EQ%20bob@acme.test"), [1, 1, 1, ["bob@acme.test"]]);
    assert.deepEqual(await list("?filter=userName eq nobody@acme.test"), [0, 1, 0, []]);
  },
);

onBothHosts("SCIM and /v2 show one and the same user", async (host) => {
  await using stage = await host.open({ account });
  const made = await send(stage, "POST", "Users", {
    schemas: [scimUrns.user],
    externalId: "hr-7",
    userName: "Cara.Diaz@acme.test",
    name: { givenName: "Cara", familyName: "Diaz" },
    userType: "Licensed",
    title: "Engineer",
    phoneNumbers: [{ type: "mobile", value: "+34600000000" }],
    roles: [{ value: "Admin" }],
    groups: [{ display: "Sales" }],
    [scimUrns.enterprise]: { department: "R&D", employeeNumber: "4711" },
    [scimUrns.zoom]: { zoomWhiteboard: true, zoomOneBizPlus: "16", pronouns: "she", Floor: "3" },
  });
  assert.equal(made.status, 201);
  const id = String(dig(made.body, "id"));
  assert.deepEqual(dig(made.body, scimUrns.zoom), {
    Floor: "3",
    personalLinkName: "cara.diaz",
    pronouns: "she",
    zoomOneBizPlus: "16",
    zoomWhiteboard: true,
  });
  assert.equal(dig(await stage.control("GET", "/inbox"), "total"), 0, "nobody is invited");
  const { body } = await stage.call("GET", `/v2/users/${id}`);
  assert.deepEqual(
    ["email", "type", "status", "dept", "job_title", "role_id", "group_ids", "login_types", "zoom_one_type"].map(
      (key) => dig(body, key),
    ),
    ["Cara.Diaz@acme.test", 2, "active", "R&D", "Engineer", "1", ["sales"], [101], 16],
  );
  assert.equal(dig(body, "vanity_url"), "https://acme.zoom.us/my/cara.diaz");
  assert.deepEqual(
    listIn(body, "custom_attributes").map((one) => dig(one, "value")),
    ["3"],
  );
  const byNumber = await stage.call("GET", "/v2/users/4711?search_by_unique_id=true");
  assert.equal(dig(byNumber.body, "id"), id);
  const members = await stage.call("GET", "/v2/groups/sales/members");
  assert.deepEqual(
    listIn(members.body, "members").map((one) => dig(one, "id")),
    [id],
  );
  const external = await send(stage, "GET", 'Users?filter=externalId eq "hr-7"');
  assert.deepEqual(names(external.body, "id"), [id]);

  assert.equal((await stage.call("PATCH", `/v2/users/${id}`, { json: { dept: "Sales" } })).status, 204);
  const again = await send(stage, "GET", `Users/${id}`);
  assert.equal(dig(again.body, scimUrns.enterprise, "department"), "Sales");
  assert.notEqual(dig(again.body, "meta", "version"), dig(made.body, "meta", "version"));
  assert.ok(String(dig(again.body, "meta", "lastModified")) > String(dig(made.body, "meta", "created")));
  assert.deepEqual(dig(again.body, scimUrns.zoomUser, "loginType"), { workEmail: false, sso: true });
});

onBothHosts("PUT changes what the body names and nothing else", async (host) => {
  await using stage = await host.open({ account });
  const put = (json: object) => send(stage, "PUT", "Users/amy", json);
  await put({ title: "Lead", [scimUrns.zoom]: { zoomUnited: "32", zoomClipsPlus: true } });
  const changed = await put({
    userName: "amy@acme.test",
    emails: [{ type: "work", value: "amy.lee@acme.test", primary: true }],
    groups: [{ value: "sales" }],
    active: true,
  });
  assert.equal(changed.status, 200);
  assert.deepEqual(
    ["userName", "displayName", "title", "userType"].map((key) => dig(changed.body, key)),
    ["amy.lee@acme.test", "Amy Lee", "Lead", "Licensed"],
  );
  assert.deepEqual(dig(changed.body, scimUrns.zoom), { zoomUnited: "32", zoomClipsPlus: true });
  assert.equal((await stage.call("GET", "/v2/users/amy@acme.test")).status, 404);
  const cleared = await put({ title: "", groups: [], [scimUrns.zoom]: { zoomUnited: "", zoomClipsPlus: false } });
  assert.deepEqual(
    [dig(cleared.body, "title"), dig(cleared.body, "groups"), dig(cleared.body, scimUrns.zoom)],
    [undefined, [], undefined],
  );
  const unknown = await put({ roles: [{ value: "Wizard" }], groups: [{ value: "none" }] });
  assert.match(unknown.headers.get("x-rollcall-hint") ?? "", /no role Wizard.*no group none/);
});

onBothHosts("deactivating takes the licences and the sign-in, whichever way it is asked", async (host) => {
  await using stage = await host.open({ account });
  const patch = (operation: object) => send(stage, "PATCH", "Users/amy", { Operations: [operation] });
  const off = await patch({ op: "replace", value: { active: false } });
  assert.deepEqual([off.status, dig(off.body, "active"), dig(off.body, "userType")], [200, false, "Basic"]);
  assert.equal(dig((await stage.call("GET", "/v2/users/amy")).body, "status"), "inactive");
  const on = await patch({ op: "Replace", path: "active", value: "True" });
  assert.deepEqual([dig(on.body, "active"), dig(on.body, "userType")], [true, "Basic"]);
  assert.equal(dig((await send(stage, "PUT", "Users/amy", { active: false })).body, "active"), false);
  const back = await send(stage, "PUT", "Users/amy", { active: true, userType: "Licensed" });
  assert.deepEqual([dig(back.body, "active"), dig(back.body, "userType")], [true, "Licensed"]);
  const other = await patch({ op: "replace", path: "displayName", value: "X" });
  assert.match(other.headers.get("x-rollcall-hint") ?? "", /nothing was changed/);
  assert.equal((await send(stage, "DELETE", "Users/amy")).status, 204);
  assert.equal((await stage.call("GET", "/v2/users/amy")).status, 404);
  assert.equal((await stage.create("create", { email: "amy@acme.test", type: 1 })).status, 201, "the address is free");
});

onBothHosts("SCIM and /v2 show one and the same group", async (host) => {
  await using stage = await host.open({ account });
  const made = await send(stage, "POST", "Groups", {
    schemas: [scimUrns.group],
    displayName: "Support",
    [scimUrns.zoomGroup]: { emailAlias: "support@acme.test" },
  });
  assert.equal(made.status, 201);
  const id = String(dig(made.body, "id"));
  assert.equal(dig((await stage.call("GET", `/v2/groups/${id}`)).body, "name"), "Support");
  const patch = async (...Operations: object[]): Promise<number> =>
    (await send(stage, "PATCH", `Groups/${id}`, { Operations })).status;
  const members = async (): Promise<readonly unknown[]> =>
    listIn((await stage.call("GET", `/v2/groups/${id}/members`)).body, "members").map((one) => dig(one, "id"));
  assert.equal(
    await patch({ op: "add", path: "members", value: [{ value: "amy" }, { value: "bob" }, { value: "new" }] }),
    204,
  );
  assert.deepEqual(await members(), ["amy", "bob"]);
  assert.equal(await patch({ op: "remove", path: 'members[value eq "amy"]' }), 204);
  assert.deepEqual(await members(), ["bob"]);
  assert.equal(await patch({ op: "replace", path: "members", value: [{ value: "amy" }] }), 204);
  assert.deepEqual(await members(), ["amy"]);
  assert.equal(await patch({ op: "replace", value: { displayName: "Help" } }, { op: "jump" }), 400);
  assert.equal(dig((await send(stage, "GET", `Groups/${id}`)).body, "displayName"), "Support", "all or nothing");
  const alias = `${scimUrns.zoomGroup}:emailAlias`;
  assert.equal(
    await patch(
      { op: "replace", value: { displayName: "Help", [alias]: "help@acme.test" } },
      { op: "remove", path: "members" },
    ),
    204,
  );
  assert.deepEqual(await members(), []);
  const { body } = await send(stage, "GET", 'Groups?filter=displayName eq "Help"');
  assert.deepEqual([names(body, "id"), names(body, scimUrns.zoomGroup)], [[id], [{ emailAlias: "help@acme.test" }]]);
  assert.deepEqual(names((await send(stage, "GET", "Groups?count=10")).body, "displayName"), ["Sales", "Help"]);
  assert.equal((await send(stage, "DELETE", `Groups/${id}`)).status, 204);
  assert.equal((await stage.call("GET", `/v2/groups/${id}`)).status, 404);
});
