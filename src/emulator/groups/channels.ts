import { groupChannels } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { groupById } from "./find.ts";

/** GET /groups/{groupId}/channels: none, Team Chat is not emulated. */
export const listChannels: Handler = (call) => {
  const group = groupById(call, call.parameters["groupId"] ?? "", groupChannels.errors);
  return "body" in group ? group : ok(200, JSON.stringify({ group_id: group.id, channels: [] }));
};
