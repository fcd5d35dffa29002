import { groupGet } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { findGroup } from "./find.ts";
import { groupView } from "./view.ts";

/** GET /groups/{groupId}. */
export const getGroup: Handler = (call) => {
  const group = findGroup(call, groupGet.errors);
  return "body" in group ? group : ok(200, JSON.stringify(groupView(call.tenant, group)));
};
