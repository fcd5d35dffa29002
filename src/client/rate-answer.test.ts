import assert from "node:assert/strict";
import { test } from "node:test";

import { rateErrors, userCreate } from "#zoom";

import { readRateAnswer, retryAfterTime } from "./rate-answer.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const midnight = Date.parse("2026-11-21T00:00:00Z");

test("Retry-After: seconds, HTTP date, ISO date with and without zone, nonsense", () => {
  assert.equal(retryAfterTime("3", now), now + 3000);
  assert.equal(retryAfterTime("Fri, 20 Nov 2026 12:00:09 GMT", now), now + 9000);
  assert.equal(retryAfterTime("2026-11-21T00:00:00Z", now), midnight);
  assert.equal(retryAfterTime("2026-11-21T00:00:00", now), midnight);
  for (const nonsense of [null, "", "soon"]) assert.equal(retryAfterTime(nonsense, now), undefined);
});

const read = (headers: Record<string, string>, message = "x", kind: "call" | "invite" = "call") =>
  readRateAnswer(
    { status: 429, headers: new Headers(headers), text: "" },
    { status: 429, code: 429, message },
    { kind, label: "Light" },
    now,
  );

test("per second: without any header a second, else as long as Retry-After says", () => {
  assert.deepEqual(read({}, rateErrors.perSecond.message), { kind: "second", waitMs: 1000 });
  assert.deepEqual(read({ "Retry-After": "2" }), { kind: "second", waitMs: 2000 });
  assert.deepEqual(read({ "Retry-After": "2026-11-20T11:59:00Z" }), { kind: "second", waitMs: 0 });
  assert.deepEqual(read({ "X-RateLimit-Type": "QPS" }, "daily"), { kind: "second", waitMs: 1000 });
});

test("daily: by a far Retry-After, by header, by the text as a hint; until Retry-After or midnight GMT", () => {
  assert.deepEqual(read({ "Retry-After": "2026-11-20T13:00:00Z" }), { kind: "day", until: now + 3_600_000 });
  assert.deepEqual(read({ "X-RateLimit-Type": "Daily-limit" }), { kind: "day", until: midnight });
  assert.deepEqual(read({}, rateErrors.daily.message), { kind: "day", until: midnight });
  assert.deepEqual(read({ "Retry-After": "2020-01-01T00:00:00Z" }, rateErrors.daily.message), {
    kind: "day",
    until: midnight,
  });
});

test("an invitation: the invite cap unless the label's own limit is named", () => {
  const daily = { "X-RateLimit-Type": "Daily-limit" };
  assert.equal(read(daily, userCreate.errors.invites.message, "invite").kind, "invites");
  assert.equal(read(daily, "一日の上限", "invite").kind, "invites");
  assert.equal(read(daily, rateErrors.daily.message, "invite").kind, "day");
  assert.equal(read({ ...daily, "X-RateLimit-Limit": "6000" }, "x", "invite").kind, "day");
  assert.equal(read({ ...daily, "X-RateLimit-Limit": "1500" }, rateErrors.daily.message, "invite").kind, "invites");
});
