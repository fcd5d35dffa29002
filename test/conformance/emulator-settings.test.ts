import assert from "node:assert/strict";

import { accountScopes } from "./settings-errors.ts";
import { assertRefused, dig, keysOf, onBothHosts, type Host, type Stage } from "./hosts.ts";

const open = (host: Host): Promise<Stage> =>
  host.open({
    account: {
      accountId: "acc",
      preset: "business",
      scopes: [...accountScopes, "group:write:admin", "user:write:admin"],
      users: [
        { email: "amy@acme.test", id: "amy", type: 2 },
        { email: "bob@acme.test", id: "bob", type: 2 },
      ],
      groups: [
        { name: "Sales", id: "sales", members: ["amy"] },
        { name: "Quiet", id: "quiet", members: ["amy"] },
      ],
    },
  });

const where = {
  account: "accounts/me",
  sales: "groups/sales",
  quiet: "groups/quiet",
  amy: "users/amy",
  bob: "users/bob",
};
type Who = keyof typeof where;

const settingsOf = async (stage: Stage, who: Who, query = ""): Promise<unknown> =>
  (await stage.call("GET", `/v2/${where[who]}/settings${query}`)).body;

const set = async (stage: Stage, who: Who, json: object, query = ""): Promise<string> => {
  const reply = await stage.call("PATCH", `/v2/${where[who]}/settings${query}`, { json });
  assert.equal(reply.status, 204, reply.text);
  return reply.headers.get("x-rollcall-hint") ?? "";
};

const lock = (stage: Stage, who: "account" | "sales" | "quiet", json: object, query = "") =>
  stage.call("PATCH", `/v2/${where[who]}/lock_settings${query}`, { json });

/** One setting, of everybody asked. */
const chat = async (stage: Stage, ...people: readonly Who[]): Promise<readonly unknown[]> => {
  const values: unknown[] = [];
  for (const who of people) values.push(dig(await settingsOf(stage, who), "in_meeting", "chat"));
  return values;
};
const chatIs = (value: boolean) => ({ in_meeting: { chat: value } });

onBothHosts("a PATCH merges objects, replaces lists, leaves the rest", async (host) => {
  await using stage = await open(host);
  const before = await settingsOf(stage, "amy");
  const first = { allow_up_to_25_custom_languages_when_scheduling_meetings: true, custom_languages: ["Sami", "Welsh"] };
  await set(stage, "amy", { in_meeting: { language_interpretation: first } });
  await set(stage, "amy", { in_meeting: { language_interpretation: { enable: true, custom_languages: ["Irish"] } } });
  const after = await settingsOf(stage, "amy");
  const interpretation = dig(after, "in_meeting", "language_interpretation");
  assert.deepEqual(
    ["enable", "custom_languages", "allow_up_to_25_custom_languages_when_scheduling_meetings"].map((key) =>
      dig(interpretation, key),
    ),
    [true, ["Irish"], true],
  );
  assert.deepEqual(keysOf(after), keysOf(before));
  assert.deepEqual(dig(after, "recording"), dig(before, "recording"));
  assert.deepEqual(await settingsOf(stage, "bob"), before, "nobody else is touched");
});

onBothHosts("what nobody set comes from the primary group, the account, the default", async (host) => {
  await using stage = await open(host);
  assert.deepEqual(await chat(stage, "account", "sales", "amy", "bob"), [false, false, false, false]);
  await set(stage, "account", chatIs(true));
  assert.deepEqual(await chat(stage, "account", "sales", "amy", "bob"), [true, true, true, true]);
  await set(stage, "sales", chatIs(false));
  assert.deepEqual(await chat(stage, "account", "sales", "amy", "bob"), [true, false, false, true]);
  await set(stage, "amy", chatIs(true));
  assert.deepEqual(await chat(stage, "sales", "amy"), [false, true]);
  await stage.call("PATCH", "/v2/groups/sales/members/amy", {
    json: { action: "set_primary", target_group_id: "quiet" },
  });
  await set(stage, "quiet", { recording: { local_recording: true } });
  assert.equal(dig(await settingsOf(stage, "amy"), "recording", "local_recording"), true);
});

onBothHosts("a lock of the account rules groups and users, one of a group its members", async (host) => {
  await using stage = await open(host);
  await set(stage, "amy", chatIs(true));
  await set(stage, "sales", chatIs(false));
  assert.equal((await lock(stage, "sales", chatIs(true))).status, 204);
  assert.deepEqual(await chat(stage, "sales", "amy", "bob"), [false, false, false]);
  assert.match(await set(stage, "amy", chatIs(true)), /^Locked .* in_meeting\.chat\.$/);
  assert.deepEqual(await chat(stage, "amy"), [false]);
  await set(stage, "account", chatIs(true));
  assert.equal((await lock(stage, "account", chatIs(true))).status, 200);
  assert.deepEqual(await chat(stage, "account", "sales", "amy", "bob"), [true, true, true, true]);
  assert.match(await set(stage, "sales", { in_meeting: { chat: false, feedback: true } }), /in_meeting\.chat\.$/);
  const sales = await settingsOf(stage, "sales");
  assert.deepEqual([dig(sales, "in_meeting", "chat"), dig(sales, "in_meeting", "feedback")], [true, true]);
  await lock(stage, "account", chatIs(false));
  await lock(stage, "sales", chatIs(false));
  assert.deepEqual(
    await chat(stage, "account", "sales", "amy"),
    [true, false, true],
    "what was set below is there again",
  );
});

onBothHosts("a lock in any group of a user counts, and shows the lock of the account below", async (host) => {
  await using stage = await open(host);
  await set(stage, "quiet", chatIs(false));
  await set(stage, "sales", chatIs(true));
  assert.deepEqual(await chat(stage, "amy"), [true]);
  await lock(stage, "quiet", chatIs(true));
  assert.deepEqual(await chat(stage, "amy"), [false]);
  await lock(stage, "account", { in_meeting: { feedback: true } });
  const locks = (await stage.call("GET", "/v2/groups/quiet/lock_settings")).body;
  assert.deepEqual([dig(locks, "in_meeting", "chat"), dig(locks, "in_meeting", "feedback")], [true, true]);
  await stage.call("DELETE", "/v2/groups/quiet");
  assert.deepEqual(await chat(stage, "amy"), [true]);
});

onBothHosts("one lock holds settings of other names, and those below it", async (host) => {
  await using stage = await open(host);
  await lock(stage, "account", { in_meeting: { polling: true, save_captions: true, language_interpretation: true } });
  await lock(stage, "account", { meeting_security: { waiting_room: true } }, "?option=meeting_security");
  const hint = await set(stage, "amy", {
    in_meeting: {
      meeting_polling: { enable: true },
      manual_captioning: { manual_captions: true, save_captions: true },
      language_interpretation: { enable: true },
      waiting_room: true,
    },
  });
  assert.match(
    hint,
    /: in_meeting\.meeting_polling\.enable, in_meeting\.manual_captioning\.save_captions, in_meeting\.language_interpretation\.enable, in_meeting\.waiting_room\.$/,
  );
  const captioning = dig(await settingsOf(stage, "amy"), "in_meeting", "manual_captioning");
  assert.deepEqual([dig(captioning, "manual_captions"), dig(captioning, "save_captions")], [true, false]);
});

onBothHosts("one setting in two documents is one setting", async (host) => {
  await using stage = await open(host);
  const security = "?option=meeting_security";
  await set(
    stage,
    "account",
    { meeting_security: { waiting_room: true, meeting_password_requirement: { length: 9 } } },
    security,
  );
  const amy = await settingsOf(stage, "amy");
  assert.equal(dig(amy, "in_meeting", "waiting_room"), true);
  assert.equal(dig(amy, "schedule_meeting", "meeting_password_requirement", "length"), 9);
  await set(stage, "account", { schedule_meeting: { participant_video: true } });
  assert.equal(dig(await settingsOf(stage, "amy"), "schedule_meeting", "participants_video"), true);
  const ignored = await set(stage, "amy", { meeting_security: { waiting_room: false } });
  assert.match(ignored, /ignored: meeting_security\.$/);
  assert.equal(dig(await settingsOf(stage, "amy", security), "meeting_security", "waiting_room"), true);
});

onBothHosts("custom_query_fields shows those alone, below their sections", async (host) => {
  await using stage = await open(host);
  const asked = await settingsOf(stage, "amy", "?custom_query_fields=host_video,join_before_host,toll_call");
  assert.deepEqual(asked, {
    audio_conferencing: { toll_call: { enable: false, numbers: [] } },
    schedule_meeting: { host_video: false, join_before_host: false },
  });
});

onBothHosts("types, values and bounds of settings are checked", async (host) => {
  await using stage = await open(host);
  const patch = (json: object) => stage.call("PATCH", "/v2/users/amy/settings", { json });
  assertRefused(await patch({ in_meeting: { chat: "yes" } }), 400, 300, "Request Body should be a valid JSON object.");
  const reply = await patch({ in_meeting: { entry_exit_chime: "gong", who_can_share_screen: "host" } });
  assertRefused(reply, 400, 300, "Validation Failed.");
  assert.equal(dig(reply.body, "errors", 0, "field"), "in_meeting.entry_exit_chime");
  const short = { security: { password_requirement: { minimum_password_length: 7 } } };
  assertRefused(await stage.call("PATCH", "/v2/accounts/me/settings?option=security", { json: short }), 400, 300);
  assert.equal(dig(await settingsOf(stage, "amy"), "in_meeting", "who_can_share_screen"), "host");
});

onBothHosts("the account's rules for passwords and SSO are those that users are made by", async (host) => {
  await using stage = await open(host);
  const make = (password: string) =>
    stage.create("autoCreate", { email: "new@acme.test", type: 1, password }, { token: stage.token });
  const rule = { minimum_password_length: 12, have_special_character: true };
  await set(stage, "account", { security: { password_requirement: rule } }, "?option=security");
  assertRefused(await make("Rehearsal-1"), 400, 300, "Invalid parameter: password");
  assert.equal((await make("Rehearsal-2026")).status, 201);
  await set(stage, "account", { security: { signin_with_sso: { enable: false } } });
  assertRefused(await stage.create("ssoCreate", { email: "sso@acme.test", type: 1 }), 400, 2002);
  const security = dig(await settingsOf(stage, "account", "?option=security"), "security");
  assert.equal(dig(security, "password_requirement", "minimum_password_length"), 12);
  assert.equal(dig(security, "signin_with_sso", "enable"), false);
});

onBothHosts("users that may bypass SSO are added by id, and shown with their address", async (host) => {
  await using stage = await open(host);
  const bypass = (ids: readonly string[], operation: string) =>
    stage.call("PATCH", "/v2/accounts/me/settings", {
      json: { security: { signin_with_sso: { sso_bypass_user_ids: ids, operation } } },
    });
  const shown = async () =>
    dig(await settingsOf(stage, "account", "?option=security"), "security", "signin_with_sso", "sso_bypass_users");
  await bypass(["amy", "bob"], "add");
  assert.deepEqual(await shown(), [
    { id: "amy", email: "amy@acme.test" },
    { id: "bob", email: "bob@acme.test" },
  ]);
  await bypass(["amy"], "remove");
  assert.deepEqual(await shown(), [{ id: "bob", email: "bob@acme.test" }]);
  assertRefused(await bypass(["nobody"], "add"), 400, 300);
});

onBothHosts("a telephone and the personal meeting id are the user's own, whoever is asked", async (host) => {
  await using stage = await open(host);
  await set(stage, "amy", {
    feature: { zoom_phone: true },
    schedule_meeting: { use_pmi_for_instant_meetings: true },
  });
  const user = (await stage.call("GET", "/v2/users/amy")).body;
  assert.equal(dig(user, "use_pmi"), true);
  const settings = await settingsOf(stage, "amy");
  assert.deepEqual(
    [dig(settings, "feature", "zoom_phone"), dig(settings, "schedule_meeting", "use_pmi_for_instant_meetings")],
    [true, true],
  );
});

onBothHosts("who loses the licence loses what it allowed", async (host) => {
  await using stage = await open(host);
  const features = { webinar: true, webinar_capacity: 500, zoom_whiteboard: true };
  for (const who of ["amy", "bob"] as const) await set(stage, who, { feature: features });
  await stage.call("PATCH", "/v2/users/amy", { json: { type: 1 } });
  await stage.call("PUT", "/v2/users/bob/status", { json: { action: "deactivate" } });
  const shown = async (who: Who) => {
    const feature = dig(await settingsOf(stage, who), "feature");
    return ["webinar", "webinar_capacity", "zoom_whiteboard"].map((key) => dig(feature, key));
  };
  assert.deepEqual(
    [await shown("amy"), await shown("bob")],
    [
      [false, undefined, true],
      [false, undefined, false],
    ],
  );
});

onBothHosts("ways to sign in are added and taken away by accounts, hidden by groups and users", async (host) => {
  await using stage = await open(host);
  const option = "?option=meeting_authentication";
  const added = { action: "add", name: "Partners", type: "enforce_login_with_domains", domains: "part.test" };
  await set(
    stage,
    "account",
    { meeting_authentication: true, authentication_option: { ...added, default_option: true } },
    option,
  );
  const account = await settingsOf(stage, "account", option);
  const id = String(dig(account, "authentication_options", 1, "id"));
  assert.match(id, /^signIn_/);
  assert.deepEqual(
    [0, 1].map((at) => dig(account, "authentication_options", at, "default_option")),
    [false, true],
  );
  await set(stage, "amy", { authentication_option: { action: "hide", id } }, option);
  const visible = async (who: Who) => dig(await settingsOf(stage, who, option), "authentication_options", 1, "visible");
  assert.deepEqual([await visible("amy"), await visible("bob")], [false, true]);
  assert.equal(dig(await settingsOf(stage, "bob", option), "meeting_authentication"), true);
  const unknown = { authentication_option: { action: "show", id: "nothing" } };
  assertRefused(await stage.call("PATCH", `/v2/users/amy/settings${option}`, { json: unknown }), 400, 300);
  await set(stage, "account", { authentication_option: { action: "delete", id } }, option);
  assert.equal(dig(await settingsOf(stage, "bob", option), "authentication_options", "length"), 1);
  await lock(stage, "account", { schedule_meeting: { meeting_authentication: true } });
  assert.match(await set(stage, "amy", { meeting_authentication: false }, option), /^Locked/);
});

onBothHosts("policies of the chat are created, changed and deleted by id", async (host) => {
  await using stage = await open(host);
  const tool = (operate: string, policies: readonly object[]) =>
    set(stage, "account", { chat: { chat_etiquette_tool: { operate, policies } } });
  const shown = async () => dig(await settingsOf(stage, "account"), "chat", "chat_etiquette_tool", "policies");
  await tool("create", [
    { name: "Swearing", keywords: ["darn"] },
    { name: "Secrets", keywords: ["key"] },
  ]);
  const ids = [dig(await shown(), 0, "id"), dig(await shown(), 1, "id")];
  await tool("update", [{ id: ids[0], name: "Manners" }]);
  await tool("delete", [{ id: ids[1] }]);
  assert.deepEqual(await shown(), [{ id: ids[0], name: "Manners", keywords: ["darn"] }]);
});

onBothHosts("registration: a group has its own parts and the account's", async (host) => {
  await using stage = await open(host);
  const of = async (who: "account" | "sales"): Promise<unknown> =>
    (await stage.call("GET", `/v2/${where[who]}/settings/registration?type=webinar`)).body;
  const patch = (who: "account" | "sales", json: object) =>
    stage.call("PATCH", `/v2/${where[who]}/settings/registration?type=webinar`, { json });
  await patch("account", { approve_type: 1, options: { close_registration: true } });
  const custom = { title: "Diet?", type: "short", required: true, selected: true, answers: [] };
  await patch("sales", {
    options: { show_social_share_buttons: true },
    questions: [{ field_name: "phone", required: true, selected: true }],
    custom_questions: [custom],
  });
  const sales = await of("sales");
  assert.deepEqual(
    [
      dig(sales, "approve_type"),
      dig(sales, "options", "close_registration"),
      dig(sales, "options", "show_social_share_buttons"),
    ],
    [1, true, true],
  );
  assert.deepEqual(dig(sales, "questions", 6), { field_name: "phone", required: true, selected: true });
  assert.deepEqual(dig(sales, "custom_questions"), [custom]);
  assert.deepEqual(dig(await of("account"), "custom_questions"), []);
});
