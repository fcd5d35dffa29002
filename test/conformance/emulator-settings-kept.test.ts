import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { exactJson } from "#base";
import { createEmulator } from "#emulator";

import { backgroundPaths, picture } from "./background-errors.ts";
import { assertRefused, dig, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { accountScopes } from "./settings-errors.ts";
import { deliveries, setUp } from "./webhook-endpoint.ts";

const account = {
  accountId: "acc",
  scopes: [...accountScopes, "group:write:admin", "user:write:admin"],
  users: [{ email: "amy@acme.test", id: "amy", type: 2 }],
  groups: [{ name: "Sales", id: "sales", members: ["amy"] }],
} as const;

const records = async (stage: Stage): Promise<readonly unknown[]> => {
  const { text } = await stage.call("GET", "/_rollcall/snapshot");
  return listIn(exactJson.parse(text), "records", "settings");
};

onBothHosts("pictures: what is uploaded is listed, and deleted by id", async (host) => {
  await using stage = await host.open({ account });
  for (const [who, path] of Object.entries(backgroundPaths)) {
    const made = await stage.call("POST", path, { body: picture("png", 2000) });
    assert.equal(made.status, 201, `${who} ${made.text}`);
    const id = String(dig(made.body, "id"));
    assert.deepEqual(made.body, { id, is_default: false, name: "beach.png", size: 2000, type: "image" });
    const second = await stage.call("POST", path, { body: picture("jpeg", 1000) });
    const listed = async () =>
      listIn(
        (await stage.call("GET", path.replace("/virtual_backgrounds", ""))).body,
        "in_meeting",
        "virtual_background_settings",
        "files",
      );
    assert.deepEqual(await listed(), [made.body, second.body]);
    assert.equal((await stage.call("DELETE", `${path}?file_ids=${id},${String(dig(second.body, "id"))}`)).status, 204);
    assert.deepEqual(await listed(), []);
  }
  assert.deepEqual(await records(stage), [], "an empty record is none");
});

onBothHosts("only what differs is kept, and goes with its group or user", async (host) => {
  await using stage = await host.open({ account });
  for (const path of ["users/amy", "groups/sales", "accounts/me"]) await stage.call("GET", `/v2/${path}/settings`);
  assert.deepEqual(await records(stage), []);
  await stage.call("PATCH", "/v2/users/amy/settings", { json: { in_meeting: { chat: true } } });
  await stage.call("PATCH", "/v2/groups/sales/lock_settings", { json: { in_meeting: { chat: true, polling: false } } });
  const kept = await records(stage);
  assert.deepEqual(
    kept.map((record) => [dig(record, "id"), dig(record, "values"), dig(record, "locks")]),
    [
      ["user amy", { "in_meeting.chat": true }, {}],
      ["group sales", {}, { "in_meeting.chat": true }],
    ],
  );
  await stage.call("DELETE", "/v2/users/amy");
  await stage.call("DELETE", "/v2/groups/sales");
  assert.deepEqual(await records(stage), []);
});

onBothHosts("settings travel in a snapshot", async (host) => {
  await using stage = await host.open({ account });
  await stage.call("PATCH", "/v2/users/amy/settings", {
    json: { in_meeting: { custom_service_instructions: "Knock" } },
  });
  await stage.call("POST", backgroundPaths.user, { body: picture() });
  const { text } = await stage.call("GET", "/_rollcall/snapshot");
  const before = (await stage.call("GET", "/v2/users/amy/settings")).text;
  await using other = await host.open({ account: false });
  const headers = { "content-type": "application/json" };
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: text, headers })).status, 200);
  assert.equal((await other.call("GET", "/v2/users/amy/settings", { token: stage.token })).text, before);
});

test("settings and locks survive a restart", async () => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-settings-"));
  try {
    let token = "";
    const send = (emulator: Awaited<ReturnType<typeof createEmulator>>, method: string, path: string, json?: object) =>
      emulator.fetch(`http://api.zoom.us/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(json && { body: JSON.stringify(json) }),
      });
    {
      await using emulator = await createEmulator({ directory, account });
      token = emulator.account.token;
      const rule = { security: { password_requirement: { minimum_password_length: 11 } } };
      await send(emulator, "PATCH", "/accounts/me/settings", rule);
      await send(emulator, "PATCH", "/accounts/me/settings/registration", { approve_type: 1 });
      await send(emulator, "PATCH", "/groups/sales/settings", { in_meeting: { chat: true } });
      await send(emulator, "PATCH", "/groups/sales/lock_settings", { in_meeting: { chat: true } });
    }
    await using again = await createEmulator({ directory });
    const amy: unknown = await (await send(again, "GET", "/users/amy/settings")).json();
    assert.equal(dig(amy, "in_meeting", "chat"), true);
    const mine: unknown = await (await send(again, "GET", "/accounts/me/settings?option=security")).json();
    assert.equal(dig(mine, "security", "password_requirement", "minimum_password_length"), 11);
    const registration: unknown = await (await send(again, "GET", "/accounts/me/settings/registration")).json();
    assert.equal(dig(registration, "approve_type"), 1);
    await send(again, "PATCH", "/users/amy/settings", { in_meeting: { chat: false } });
    assert.equal(dig(await (await send(again, "GET", "/users/amy/settings")).json(), "in_meeting", "chat"), true);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

onBothHosts("changes of settings and locks are told of, with what was before", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  const chat = { in_meeting: { chat: true } };
  const patch = async (path: string, json: object) => {
    assert.equal((await stage.call("PATCH", `/v2/${path}`, { json })).status, 204);
  };
  const group = String(dig((await stage.call("POST", "/v2/groups", { json: { name: "Told" } })).body, "id"));
  await patch("users/amy/settings", chat);
  await patch("users/amy/settings", chat);
  await patch(`groups/${group}/settings`, chat);
  await patch(`groups/${group}/lock_settings`, chat);
  await deliveries(stage);
  assert.deepEqual(endpoint.names(), [
    "group.created",
    "user.settings_updated",
    "group.settings_updated",
    "group.lock_settings_updated",
  ]);
  const [, user, , locks] = endpoint.events;
  assert.deepEqual(keysOf(dig(user, "payload")), [
    "account_id",
    "operator",
    "operator_id",
    "object",
    "old_object",
    "time_stamp",
  ]);
  assert.deepEqual(
    [dig(user, "payload", "object"), dig(user, "payload", "old_object")],
    [
      { id: "amy", settings: chat },
      { id: "amy", settings: { in_meeting: { chat: false } } },
    ],
  );
  assert.deepEqual(dig(locks, "payload", "object"), { id: group, settings: chat });
});

const rule = (length: number) => ({
  security: { password_requirement: { consecutive_characters_length: length } },
});

onBothHosts("a password rule that no snapshot would take back is refused", async (host) => {
  await using stage = await host.open({ account });
  assertRefused(await stage.call("PATCH", "/v2/accounts/me/settings", { json: rule(20) }), 400, 300);
  assert.equal((await stage.call("PATCH", "/v2/accounts/me/settings", { json: rule(8) })).status, 204);
  await stage.control("PUT", "/snapshot", await stage.control("GET", "/snapshot"));
});
