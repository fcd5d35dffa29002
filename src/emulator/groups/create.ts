import { groupCreate, groupLimits } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { rateHeaders } from "../limits/headers.ts";
import { nextReset, usedToday, useToday } from "../limits/windows.ts";
import { stringOf } from "../read.ts";
import type { Group } from "../records.ts";
import { groupMoved } from "../webhooks/group-events.ts";
import { checkPaid } from "./find.ts";
import { groupView } from "./view.ts";

const { errors } = groupCreate;

/** Daily counter of new groups. */
const newGroupsPool = "new groups";

/** Whether the account has made as many groups today as it may. */
export const hasNoGroupsLeftToday = ({ tenant: { account }, now }: Call): boolean =>
  account.switches.limits === "on" && usedToday(account, newGroupsPool, now) >= groupLimits.perDay;

/** Adds a group; its name and the account's limits have been checked. */
export const makeGroup = ({ world, tenant, now }: Call, name: string, emailAlias?: string): Group => {
  const { account } = tenant;
  const group: Group = {
    seq: account.nextSeq,
    account: account.id,
    id: world.identifiers.id(),
    name,
    createdAt: now,
    ...(emailAlias === undefined ? {} : { emailAlias }),
  };
  account.nextSeq += 1;
  if (account.switches.limits === "on") useToday(account, newGroupsPool, now);
  world.keep("account", account.id, account);
  world.addGroup(tenant, group);
  groupMoved(world, tenant, group, "group.created");
  return group;
};

const check = (call: Call, name: string): Outcome | undefined => {
  const { tenant, now } = call;
  const { groups } = tenant;
  const refused = checkPaid(call, errors);
  if (refused !== undefined) return refused;
  if (name.trim() === "") return refusal(errors.name);
  if (groups.byName(name) !== undefined) return refusal(errors.nameUsed, { groupName: name });
  if (hasNoGroupsLeftToday(call))
    return {
      ...refusal(
        errors.tooManyToday,
        undefined,
        `At most ${groupLimits.perDay} new groups a day; the answer is assumed.`,
      ),
      headers: [
        ...rateHeaders(tenant, groupCreate.label, "Daily-limit", groupLimits.perDay, 0),
        "Retry-After",
        nextReset(now),
      ],
    };
  return groups.size >= groupLimits.total ? refusal(errors.tooMany) : undefined;
};

/** POST /groups. */
export const createGroup: Handler = (call) => {
  const name = stringOf(call.body["name"]) ?? "";
  const refused = check(call, name);
  if (refused !== undefined) return refused;
  const group = makeGroup(call, name);
  return ok(201, JSON.stringify(groupView(call.tenant, group)));
};
