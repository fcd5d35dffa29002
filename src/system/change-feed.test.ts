import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

import type { Exchange } from "#base";

import { type ChangeFeed, createChangeFeed } from "./change-feed.ts";

const exchange = (headers: Exchange["headers"], query = ""): Exchange => ({
  method: "GET",
  path: "/events",
  query,
  headers,
  body: new Uint8Array(0),
});

interface Heard {
  readonly pieces: string[];
  readonly stop: () => void;
}

const hear = (feed: ChangeFeed, headers: Exchange["headers"] = {}, query = ""): Heard => {
  const pieces: string[] = [];
  const { stream } = feed.answer(exchange(headers, query));
  assert.ok(stream !== undefined);
  return { pieces, stop: stream((piece) => pieces.push(piece)) };
};

const lastId = ({ pieces }: Heard): string => /id: (.+)/.exec(pieces.at(-1) ?? "")?.[1] ?? "";
const kindsIn = (piece: string | undefined): unknown => {
  const data: unknown = JSON.parse(/data: (.+)/.exec(piece ?? "")?.[1] ?? "null");
  return data;
};

test("a new listener hears nothing old; many changes are one message", async () => {
  using feed = createChangeFeed({ tickMs: 5 });
  feed.note("user");
  const heard = hear(feed);
  assert.deepEqual(kindsIn(heard.pieces[0]), { kinds: [], everything: false });
  for (const kind of ["mail", "user", "mail"]) feed.note(kind);
  await delay(50);
  assert.equal(heard.pieces.length, 2);
  assert.deepEqual(kindsIn(heard.pieces[1]), { kinds: ["user", "mail"], everything: false });
  heard.stop();
  feed.note("user");
  await delay(20);
  assert.equal(heard.pieces.length, 2);
});

test("who comes back hears what came after the last message, by header or query", async () => {
  using feed = createChangeFeed({ tickMs: 5 });
  const first = hear(feed);
  feed.note("user");
  await delay(30);
  const id = lastId(first);
  first.stop();
  feed.note("mail");
  feed.note("fault");
  assert.deepEqual(kindsIn(hear(feed, { "last-event-id": id }).pieces[0]), {
    kinds: ["mail", "fault"],
    everything: false,
  });
  assert.deepEqual(kindsIn(hear(feed, {}, `after=${id}`).pieces[0]), { kinds: ["mail", "fault"], everything: false });
});

test("who comes from another process looks at everything", () => {
  using feed = createChangeFeed();
  for (const id of ["other.7", "nonsense", "a.b.c"])
    assert.deepEqual(kindsIn(hear(feed, { "last-event-id": id }).pieces[0]), { kinds: [], everything: true });
});

test("silent connections are kept alive by comments", async () => {
  using feed = createChangeFeed({ keepAliveMs: 5 });
  const heard = hear(feed);
  await delay(40);
  assert.match(heard.pieces.at(-1) ?? "", /^: /);
});
