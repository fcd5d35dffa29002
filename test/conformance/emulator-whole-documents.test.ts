import assert from "node:assert/strict";

import {
  accountLocksUpdate,
  accountRegistrationUpdate,
  accountSettingsUpdate,
  type Field,
  groupLocksUpdate,
  groupSettingsUpdate,
  licensedFeatures,
  type Operation,
  groupRegistrationUpdate,
  scimBundles,
  scimGroupCreate,
  scimUrns,
  scimUserCreate,
  scimUserUpdate,
  userSettingsUpdate,
} from "#zoom";

import { accountScopes } from "./settings-errors.ts";
import { dig, type Host, onBothHosts, type Stage } from "./hosts.ts";
import { sampleBody } from "./sample-body.ts";

/** A licence or more of everything. */
const owned = Object.fromEntries(Object.keys(licensedFeatures).map((name) => [name, 100]));

const open = (host: Host): Promise<Stage> =>
  host.open({
    account: {
      accountId: "acc",
      preset: "business",
      scopes: [...accountScopes, "group:write:admin", "user:write:admin", "scim2:admin"],
      settings: { features: owned, seats: { united: 10, workplace: 100 } },
      users: [{ email: "amy@acme.test", id: "amy", type: 2 }],
      groups: [{ name: "Sales", id: "sales", members: ["amy"] }],
    },
  });

/** A user's features have rules of their own: they are given one after the other. */
const isApart = ({ path }: Field): boolean => /^(?:feature|authentication_option)\b/.test(path);

/** What of the rows below `feature` belongs together. */
const features = (rows: readonly Field[]): readonly (readonly Field[])[] => {
  const byName = Map.groupBy(
    rows.filter(({ path }) => path.startsWith("feature.")),
    ({ path }) => /^feature\.(\w+?)(?:_capacity|_capacities)?(?=[.[]|$)/.exec(path)?.[1] ?? path,
  );
  return [...byName.values()];
};

const off = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll("true", "false"));

const options = ["", "meeting_authentication", "recording_authentication", "meeting_security", "security"] as const;

const whole = async (stage: Stage, operation: Operation, path: string): Promise<void> => {
  for (const option of options) {
    const rows = operation.byOption?.(option)?.request;
    if (rows === undefined) continue;
    const json = sampleBody(rows.filter((row) => !isApart(row)));
    const at = option === "" ? path : `${path}?option=${option}`;
    const reply = await stage.call("PATCH", at, { json });
    assert.equal(reply.status, operation.success.status, `${at}: ${reply.text}`);
    // Where the account may not have a feature, it may be without.
    for (const some of features(rows)) {
      const wanted = sampleBody(some);
      const given = await stage.call("PATCH", at, { json: wanted });
      const taken = given.status === 204 ? given : await stage.call("PATCH", at, { json: off(wanted) });
      assert.equal(taken.status, 204, `${some[0]?.path}: ${taken.text}`);
    }
    // The answer is held against the rows, list items too.
    assert.equal((await stage.call("GET", at)).status, 200);
  }
};

onBothHosts("every documented setting and lock can be written at once, and is read back", async (host) => {
  await using stage = await open(host);
  await whole(stage, userSettingsUpdate, "/v2/users/amy/settings");
  await whole(stage, groupSettingsUpdate, "/v2/groups/sales/settings");
  await whole(stage, accountSettingsUpdate, "/v2/accounts/me/settings");
  await whole(stage, groupLocksUpdate, "/v2/groups/sales/lock_settings");
  await whole(stage, accountLocksUpdate, "/v2/accounts/me/lock_settings");
});

onBothHosts("every documented part of a registration can be written, and is read back", async (host) => {
  await using stage = await open(host);
  for (const [operation, path] of [
    [accountRegistrationUpdate, "accounts/me"],
    [groupRegistrationUpdate, "groups/sales"],
  ] as const) {
    const at = `/v2/${path}/settings/registration?type=webinar`;
    const json = sampleBody(operation.request ?? []);
    const reply = await stage.call("PATCH", at, { json });
    assert.equal(reply.status, 204, reply.text);
    const { body } = await stage.call("GET", at);
    for (const part of ["options", "approve_type", "custom_questions"])
      assert.deepEqual(dig(body, part), dig(json, part), part);
  }
});

const ofZoom = ({ path }: Field): boolean => path.startsWith(`${scimUrns.zoom}.`);

/** What stands for itself below Zoom's extension. */
const attributes = (rows: readonly Field[]): readonly (readonly Field[])[] => [
  ...Map.groupBy(
    rows.filter(ofZoom),
    ({ path }) => path.slice(scimUrns.zoom.length + 1).split(".", 1)[0] ?? "",
  ).values(),
];

const bundle = (path: string): string | undefined => {
  const codes = scimBundles[path.split(".").at(-1) ?? ""];
  // Where Zoom names no code, one of another bundle's is taken.
  return codes === undefined ? undefined : (codes[0] ?? scimBundles["zoomOneBizPlus"]?.[0]);
};

/** An attribute with a value that Zoom knows, as far as it has a list of them. */
const attributeBody = (rows: readonly Field[]): Readonly<Record<string, unknown>> => {
  const [first] = rows;
  const path = first?.path ?? "";
  if (path.endsWith(".zoomUnited")) return { [scimUrns.zoom]: { zoomUnited: "1" } };
  const code = bundle(path);
  return code === undefined ? sampleBody(rows) : sampleBody(rows.map((row) => ({ ...row, values: [code] })));
};

onBothHosts("every documented part of a SCIM user can be written, and is read back", async (host) => {
  await using stage = await open(host);
  const rows = (scimUserUpdate.request ?? []).filter((row) => row.path !== "userType");
  const base = sampleBody(rows.filter((row) => !ofZoom(row)));
  const put = async (json: unknown) => {
    const reply = await stage.call("PUT", "/scim2/Users/amy", { json });
    assert.equal(reply.status, 200, `${JSON.stringify(json)}: ${reply.text}`);
  };
  await put(base);
  for (const [at, some] of attributes(scimUserCreate.request ?? []).entries()) {
    const json = attributeBody(some);
    const email = `n${at}@acme.test`;
    const made = await stage.call("POST", "/scim2/Users", { json: { ...base, userName: email, ...json } });
    assert.equal(made.status, 201, `${JSON.stringify(json)}: ${made.text}`);
    const id = String(dig(made.body, "id"));
    const again = await stage.call("PUT", `/scim2/Users/${id}`, { json });
    assert.equal(again.status, 200, again.text);
    assert.equal((await stage.call("GET", `/scim2/Users/${id}`)).status, 200);
    const operations = [{ op: "replace", value: { active: true } }];
    const json2 = { schemas: [scimUrns.user], Operations: operations };
    const patched = await stage.call("PATCH", `/scim2/Users/${id}`, { json: json2 });
    assert.equal(patched.status, 200, patched.text);
    assert.equal((await stage.call("DELETE", `/scim2/Users/${id}`)).status, 204);
  }
  const group = await stage.call("POST", "/scim2/Groups", { json: sampleBody(scimGroupCreate.request ?? []) });
  assert.equal(group.status, 201, group.text);
});
