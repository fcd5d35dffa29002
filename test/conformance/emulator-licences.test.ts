import assert from "node:assert/strict";

import { z } from "zod";

import { scimUrns } from "#zoom";

import { dig, type Host, onBothHosts, type Stage } from "./hosts.ts";

// A user's licences are kept once. Four calls give and take them, in words of their own: each is seen by the others.

const open = (host: Host): Promise<Stage> =>
  host.open({
    account: {
      accountId: "acc",
      preset: "business",
      scopes: ["user:write:admin", "scim2:admin"],
      settings: {
        features: { webinar: 2, large_meeting: 1, zoom_whiteboard: 2, zoom_revenue_accelerator: 1, zoom_events: 1 },
        seats: { phone: 1 },
      },
      users: [
        { email: "amy@acme.test", id: "amy", type: 2 },
        { email: "bob@acme.test", id: "bob", type: 2 },
      ],
    },
  });

const featuresOf = async (stage: Stage, user: string, ...names: readonly string[]): Promise<readonly unknown[]> => {
  const { body } = await stage.call("GET", `/v2/users/${user}/settings`);
  return names.map((name) => dig(body, "feature", name));
};

const give = async (stage: Stage, user: string, feature: object): Promise<void> => {
  const { status, text } = await stage.call("PATCH", `/v2/users/${user}/settings`, { json: { feature } });
  assert.equal(status, 204, text);
};

/** Who got it, and why the others did not. */
const inBulk = async (stage: Stage, type: string, value: string, ...ids: readonly string[]): Promise<unknown> => {
  stage.advance(10_000);
  const json = { feature_type: type, feature_value: value, users: ids.map((id) => ({ id })) };
  const { body } = await stage.call("POST", "/v2/users/features", { json });
  return [dig(body, "success_user_ids"), dig(body, "fail_details", 0, "reason")];
};

/** Zoom's extension of a SCIM user. */
const scim = async (stage: Stage, user: string, zoom?: object): Promise<unknown> => {
  const path = `/scim2/Users/${user}`;
  const json = { schemas: [scimUrns.user], [scimUrns.zoom]: zoom };
  const { status, body, text } =
    zoom === undefined ? await stage.call("GET", path) : await stage.call("PUT", path, { json });
  assert.equal(status, 200, text);
  return dig(body, scimUrns.zoom);
};

onBothHosts("what is given in bulk is seen in the settings, codes as sizes", async (host) => {
  await using stage = await open(host);
  assert.deepEqual(await inBulk(stage, "webinar", "64", "amy"), [["amy"], undefined]);
  assert.deepEqual(await inBulk(stage, "large_meeting", "128", "amy"), [["amy"], undefined]);
  assert.deepEqual(await inBulk(stage, "zoom_events", "3000", "bob"), [["bob"], undefined]);
  assert.deepEqual(await inBulk(stage, "zoom_whiteboard", "true", "amy"), [["amy"], undefined]);
  assert.deepEqual(await inBulk(stage, "zoom_iq_for_sales", "true", "amy"), [["amy"], undefined]);
  assert.deepEqual(await featuresOf(stage, "amy", "webinar", "webinar_capacity"), [true, 1000]);
  assert.deepEqual(await featuresOf(stage, "amy", "large_meeting", "large_meeting_capacity"), [true, 500]);
  assert.deepEqual(await featuresOf(stage, "bob", "zoom_events", "zoom_events_capacity"), [true, 3000]);
  const both = ["zoom_revenue_accelerator", "zoom_iq_for_sales"];
  assert.deepEqual(await featuresOf(stage, "amy", "zoom_whiteboard", ...both), [true, true, true]);
  assert.deepEqual(await inBulk(stage, "webinar", "0", "amy"), [["amy"], undefined]);
  assert.deepEqual(await featuresOf(stage, "amy", "webinar", "webinar_capacity"), [false, undefined]);
  assert.deepEqual(await scim(stage, "amy"), { zoomRevenueAccelerator: true, zoomWhiteboard: true });
});

onBothHosts("what is given by settings counts in bulk and is seen by SCIM", async (host) => {
  await using stage = await open(host);
  await give(stage, "amy", { webinar: true, webinar_capacity: 500, zoom_docs: true, concurrent_meeting: "Plus" });
  assert.deepEqual(await inBulk(stage, "webinar", "1", "amy"), [[], "No need to update"]);
  assert.deepEqual(await inBulk(stage, "webinar", "64", "amy"), [["amy"], undefined]);
  assert.deepEqual(await featuresOf(stage, "amy", "webinar_capacity", "concurrent_meeting"), [1000, "Plus"]);
  await give(stage, "bob", { large_meeting: true, large_meeting_capacity: 500, zoom_iq_for_sales: true });
  assert.deepEqual(await inBulk(stage, "large_meeting", "1", "amy"), [[], "Not enough seats"]);
  assert.deepEqual(await inBulk(stage, "zoom_revenue_accelerator", "true", "amy"), [[], "Not enough seats"]);
  assert.deepEqual(await scim(stage, "amy"), { zoomDocs: true });
  await give(stage, "bob", { large_meeting: false, zoom_revenue_accelerator: false });
  assert.deepEqual(await featuresOf(stage, "bob", "large_meeting", "zoom_iq_for_sales"), [false, false]);
  assert.deepEqual(await inBulk(stage, "large_meeting", "1", "amy"), [["amy"], undefined]);
});

onBothHosts("what SCIM gives and takes is seen in the settings", async (host) => {
  await using stage = await open(host);
  await scim(stage, "amy", {
    zoomWhiteboard: true,
    zoomTranslatedCaptions: true,
    zoomMailAndCalendar: true,
    transferee: "bob",
  });
  const names = ["zoom_whiteboard", "zoom_translated_captions", "zoom_mail_calendar"];
  assert.deepEqual(await featuresOf(stage, "amy", ...names), [true, true, true]);
  await give(stage, "amy", { zoom_whiteboard: false });
  assert.deepEqual(await scim(stage, "amy", { zoomMailAndCalendar: false }), {
    zoomTranslatedCaptions: true,
    transferee: "bob",
  });
  assert.deepEqual(await featuresOf(stage, "amy", ...names), [false, true, false]);
});

onBothHosts("a telephone is the same in PATCH of the user and of the settings", async (host) => {
  await using stage = await open(host);
  const patch = (phone: boolean) => stage.call("PATCH", "/v2/users/amy", { json: { feature: { zoom_phone: phone } } });
  assert.equal((await patch(true)).status, 204);
  assert.deepEqual(await featuresOf(stage, "amy", "zoom_phone"), [true]);
  await give(stage, "amy", { zoom_phone: false });
  await give(stage, "bob", { zoom_phone: true });
  assert.equal((await patch(true)).code, 1102, "bob has the only one");
});

onBothHosts("a document that is read and written back changes what was changed in it", async (host) => {
  await using stage = await open(host);
  await inBulk(stage, "zoom_whiteboard", "true", "amy");
  const { body } = await stage.call("GET", "/v2/users/amy/settings");
  const feature: Record<string, unknown> = {
    ...z.record(z.string(), z.unknown()).parse(dig(body, "feature")),
    zoom_iq_for_sales: true,
  };
  await give(stage, "amy", feature);
  const names = ["zoom_whiteboard", "zoom_iq_for_sales", "zoom_revenue_accelerator", "webinar"];
  assert.deepEqual(await featuresOf(stage, "amy", ...names), [true, true, true, false]);
  await give(stage, "amy", { ...feature, zoom_revenue_accelerator: false });
  assert.deepEqual(await featuresOf(stage, "amy", ...names), [true, false, false, false]);
});

onBothHosts("who becomes Basic loses what was given in bulk, and its seat is free", async (host) => {
  await using stage = await open(host);
  await inBulk(stage, "large_meeting", "1", "amy");
  await inBulk(stage, "zoom_whiteboard", "true", "amy");
  await stage.call("PATCH", "/v2/users/amy", { json: { type: 1 } });
  assert.deepEqual(await featuresOf(stage, "amy", "large_meeting", "zoom_whiteboard"), [false, true]);
  assert.deepEqual(await inBulk(stage, "large_meeting", "1", "bob"), [["bob"], undefined]);
});

onBothHosts("a snapshot of an earlier version brings licences from both of its places", async (host) => {
  await using stage = await open(host);
  // The profile that such a version would have written, put in place of an empty one.
  const old = { features: { webinar: "64", zoomDocs: "true", concurrent_meeting: "Basic" } };
  const record = {
    account: "acc",
    id: "user amy",
    values: { "feature.zoom_whiteboard": true, "feature.zoom_iq_for_sales": true, "in_meeting.annotation": false },
    locks: {},
    registration: {},
    backgrounds: [],
  };
  const text = (await stage.call("GET", "/_rollcall/snapshot")).text
    .replace(/("id":"amy".*?"profile":)null/, `$1${JSON.stringify(old)}`)
    .replace('"settings":[]', `"settings":[${JSON.stringify(record)}]`);
  const headers = { "content-type": "application/json" };
  assert.equal((await stage.call("PUT", "/_rollcall/snapshot", { body: text, headers })).status, 200);
  assert.deepEqual(
    await featuresOf(stage, "amy", "webinar", "webinar_capacity", "zoom_docs", "concurrent_meeting", "zoom_whiteboard"),
    [true, 1000, true, "Basic", true],
  );
  await give(stage, "amy", { zoom_whiteboard: false, zoom_iq_for_sales: false });
  assert.deepEqual(await featuresOf(stage, "amy", "zoom_whiteboard", "zoom_revenue_accelerator"), [false, false]);
  assert.equal(dig((await stage.call("GET", "/v2/users/amy/settings")).body, "in_meeting", "annotation"), false);
});
