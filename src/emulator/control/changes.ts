import { type ChangeFeed, createChangeFeed } from "#system";

import type { World } from "../world.ts";
import type { ControlRoute } from "./route.ts";

/** One feed for each emulator, made when somebody first listens; it goes with its world. */
const feeds = new WeakMap<World, ChangeFeed>();

const feedOf = (world: World): ChangeFeed => {
  const known = feeds.get(world);
  if (known !== undefined) return known;
  const feed = createChangeFeed();
  feeds.set(world, feed);
  world.watch((kind) => {
    feed.note(kind);
  });
  return feed;
};

export const changeRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/events",
    what: "What kinds of things change (user, mail, request, clock, fault, webhook, delivery …), as server-sent events; resumes after Last-Event-ID, or ?after=.",
    handle: ({ world, exchange }) => feedOf(world).answer(exchange),
  },
];
