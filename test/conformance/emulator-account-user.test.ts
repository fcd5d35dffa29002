import assert from "node:assert/strict";

import { assertRefused, dig, listIn, onBothHosts, type Stage } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy", type: 2, presence: "Available" },
  { email: "bob@acme.test", id: "bob" },
  { email: "chief@acme.test", id: "chief", roleId: "1", type: 2 },
  { email: "room@acme.test", id: "room", type: 2, profile: { is_room: true } },
] as const;
const business = { preset: "business", accountId: "acc", users } as const;

onBothHosts("a changed password counts, is told to the user and is remembered", async (host) => {
  await using stage = await host.open({ account: { preset: "business", settings: { password: { history: 2 } } } });
  const email = "cara@acme.test";
  assert.equal((await stage.create("autoCreate", { email, type: 1, password: "Rk7vqz2m" })).status, 201);
  const set = async (password: string): Promise<unknown> =>
    dig((await stage.call("PUT", `/v2/users/${email}/password`, { json: { password } })).body, "code") ?? 204;
  assert.equal(await set("Rk7vqz2m"), 300, "the one given at creation");
  assert.deepEqual([await set("Rk7vqz2n"), await set("Rk7vqz2o"), await set("Rk7vqz2p")], [204, 204, 204]);
  assert.deepEqual([await set("Rk7vqz2n"), await set("Rk7vqz2m")], [1129, 204], "two former ones, not three");
  assert.equal(await set("Rk7vqz2q"), 204);
  assert.equal(await set("Rk7vqz2r"), 300, "five changes a day");
  await stage.control("PUT", "/clock", { advance_ms: 86_400_000 });
  const app = await stage.control("POST", `/accounts/${stage.emulator.account.accountId}/apps`, {});
  const later = { json: { password: "Rk7vqz2r" }, token: String(dig(app, "token")) };
  assert.equal((await stage.call("PUT", `/v2/users/${email}/password`, later)).status, 204);
  const mails = await stage.control("GET", `/inbox?to=${email}`);
  assert.equal(dig(mails, "total"), 6);
  assert.deepEqual(
    [dig(mails, "mails", 0, "subject"), dig(mails, "mails", 0, "link")],
    ["Your Zoom password has been changed", ""],
  );
});

onBothHosts("presence is what was set, Do Not Disturb for as long as was asked", async (host) => {
  await using stage = await host.open({ account: business });
  const path = "/v2/users/amy/presence_status";
  const read = async (): Promise<unknown> => (await stage.call("GET", path)).body;
  assert.deepEqual(await read(), { status: "Available" });
  assert.equal((await stage.call("PUT", path, { json: { status: "Do_Not_Disturb", duration: 30 } })).status, 204);
  const silent = await read();
  assert.deepEqual([dig(silent, "status"), dig(silent, "remaining_time")], ["Do_No_Disturb", 30]);
  stage.advance(31 * 60_000);
  assert.deepEqual(await read(), { status: "Available" });
  assert.equal((await stage.call("PUT", path, { json: { status: "Presenting" } })).status, 204);
  assertRefused(await stage.call("PUT", path, { json: { status: "Busy" } }), 429, 429);
  assert.deepEqual(await read(), { status: "Presenting" });
  assert.deepEqual((await stage.call("GET", "/v2/users/me/presence_status")).body, { status: "Available" });
  assert.equal((await stage.call("DELETE", "/v2/users/amy/token")).status, 204);
  assertRefused(await stage.call("GET", path), 400, 5301);
});

const failed = (reason: string, ...ids: readonly string[]) => ({ user_ids: ids, reason });

const bulk = (stage: Stage, type: string, value: string, ids: readonly string[], more: object = {}) => {
  stage.advance(10_000);
  const json = { feature_type: type, feature_value: value, users: ids.map((id) => ({ id })), ...more };
  return stage.call("POST", "/v2/users/features", { json });
};

onBothHosts("features in bulk: each user for itself, with the reason where it is not", async (host) => {
  const settings = {
    features: { webinar: 1, zoom_whiteboard: 2, zoom_revenue_accelerator: 1 },
    seats: { licensed: 5 },
  };
  await using stage = await host.open({ account: { ...business, settings } });
  const outcome = async (...request: readonly [string, string, readonly string[], object?]): Promise<unknown> => {
    const { status, body } = await bulk(stage, ...request);
    assert.equal(status, 201);
    return [dig(body, "success_user_ids"), dig(body, "fail_details")];
  };
  assert.deepEqual(await outcome("webinar", "1", ["amy", "bob", "chief", "room", "nobody"]), [
    ["amy"],
    [
      failed("Unpaid user", "bob"),
      failed("Not enough seats", "chief"),
      failed("Can't update for Zoom Room users", "room"),
      failed("Users not found", "nobody"),
    ],
  ]);
  assert.deepEqual(await outcome("webinar", "64", ["amy"]), [["amy"], []], "another size of the same licence");
  assert.deepEqual(await outcome("webinar", "64", ["amy"]), [[], [failed("No need to update", "amy")]]);
  assert.deepEqual(await outcome("webinar", "0", ["amy"]), [["amy"], []]);
  assert.deepEqual(await outcome("webinar", "1", ["chief"]), [["chief"], []], "the licence is free again");
  assert.deepEqual(await outcome("zoom_iq_for_sales", "true", ["bob"]), [
    [],
    [failed("Can't update for free users", "bob")],
  ]);
  assert.deepEqual(await outcome("zoom_one_type", "16", ["amy"]), [["amy"], []]);
  assert.deepEqual(await outcome("user_type", "1", ["amy", "bob"]), [
    [],
    [failed("Can't update for Zoom One users", "amy"), failed("No need to update", "bob")],
  ]);
  assert.deepEqual(await outcome("plan_united_type", "32", ["amy", "bob"]), [
    ["bob"],
    [failed("Can't update for Zoom One users", "amy")],
  ]);
  assert.deepEqual(await outcome("user_type", "99", ["room", "chief"]), [
    [],
    [failed("Can't update for Zoom Room users", "room"), failed("Can't update for non-SSO users", "chief")],
  ]);
  assert.deepEqual(await outcome("user_type", "2", ["bob"]), [
    [],
    [failed("Can't update for Zoom United users", "bob")],
  ]);
  assert.equal(dig((await stage.call("GET", "/v2/users/amy")).body, "zoom_one_type"), 16);
  assert.equal(dig((await stage.call("GET", "/v2/users/bob")).body, "plan_united_type"), "32");
  await stage.call("PUT", "/v2/users/bob/status", { json: { action: "deactivate" } });
  assert.equal(dig((await stage.call("GET", "/v2/users/bob")).body, "plan_united_type"), undefined);
});

onBothHosts("devices and templates come from seeds and are their user's, or everybody's", async (host) => {
  await using stage = await host.open({ account: business });
  await stage.control("POST", "/seed?account=acc", {
    collaboration_devices: [{ user: "amy", id: "bar", name: "Neat Bar", room_name: "Berlin", room_user_id: "room" }],
    meeting_templates: [
      { id: "lecture", name: "Lecture", settings: { in_meeting: { polling: true, entry_exit_chime: "all" } } },
    ],
    summary_templates: [
      { id: "standup", name: "Stand-up", user: "amy@acme.test" },
      { id: "general", name: "General", description: "For all" },
    ],
  });
  const device = { id: "bar", device_name: "Neat Bar", room_name: "Berlin", room_user_id: "room", status: "Online" };
  const list = async (userId: string) => (await stage.call("GET", `/v2/users/${userId}/collaboration_devices`)).body;
  assert.deepEqual(await list("amy"), { total_records: 1, collaboration_devices: [device] });
  assert.deepEqual(await list("bob"), { total_records: 0, collaboration_devices: [] });
  assert.deepEqual((await stage.call("GET", "/v2/users/amy/collaboration_devices/bar")).body, device);
  assertRefused(await stage.call("GET", "/v2/users/bob/collaboration_devices/bar"), 404, 1238);
  const summaries = async (userId: string): Promise<readonly unknown[]> => {
    const { body } = await stage.call("GET", `/v2/users/${userId}/meeting_summary_templates`);
    return listIn(body).map((one) => dig(one, "meeting_summary_template_id"));
  };
  assert.deepEqual([await summaries("amy"), await summaries("bob")], [["standup", "general"], ["general"]]);
  const { body } = await stage.call("GET", "/v2/users/bob/meeting_templates/lecture");
  const inMeeting = ["polling", "entry_exit_chime", "whiteboard"].map((key) =>
    dig(body, "settings", "in_meeting", key),
  );
  assert.deepEqual(inMeeting, [true, "all", false]);
  assert.equal(dig(body, "settings", "recording", "auto_recording"), "local");
  const refused = await stage.call("POST", "/_rollcall/seed?account=acc", {
    json: { meeting_templates: [{ name: "X", settings: { in_meeting: { pollling: true } } }] },
  });
  assert.match(refused.text, /in_meeting\.pollling/);
  await stage.call("DELETE", "/v2/users/amy?action=delete");
  assert.deepEqual(dig(await stage.control("GET", "/snapshot"), "records", "device"), [], "gone with the user");
});

onBothHosts("domains are those of the account; the owner changes and `me` with it", async (host) => {
  const settings = { trustedDomains: ["friend.test"] };
  const scopes = ["account:read:admin", "account:write:admin", "user:read:admin"];
  await using stage = await host.open({ account: { ...business, settings, scopes } });
  assert.deepEqual((await stage.call("GET", "/v2/accounts/me/managed_domains")).body, {
    domains: [{ domain: "acme.test", status: "verified" }],
    total_records: 1,
  });
  assert.deepEqual((await stage.call("GET", "/v2/accounts/acc/trusted_domains")).body, {
    trusted_domains: ["friend.test"],
  });
  const give = async (email: string): Promise<number> =>
    (await stage.call("PUT", "/v2/accounts/acc/owner", { json: { email } })).status;
  assert.equal(await give("chief@acme.test"), 204);
  const role = async (user: string): Promise<unknown> =>
    dig((await stage.call("GET", `/v2/users/${user}`)).body, "role_name");
  assert.deepEqual([await role("chief"), await role("owner@acme.test")], ["Owner", "Admin"]);
  assert.equal(dig((await stage.call("GET", "/v2/users/me")).body, "id"), "chief");
  assert.equal(await give("chief@acme.test"), 400);
  assert.equal(await give("owner@acme.test"), 204);
  assert.equal(dig((await stage.call("GET", "/v2/users/me")).body, "email"), "owner@acme.test");
});

onBothHosts(
  "only a master's granular scope reads domains: an app with the others needs the classic one",
  async (host) => {
    await using stage = await host.open({ account: business });
    assertRefused(await stage.call("GET", "/v2/accounts/me/managed_domains"), 400, 4700);
  },
);
