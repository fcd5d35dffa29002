import { rateErrors } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { nextReset } from "../limits/windows.ts";
import type { FaultRule } from "../records.ts";
import type { World } from "../world.ts";

/** The rule that hits this call, if any. Every matching rule counts the call; the first that strikes wins. */
export const strikingFault = (world: World, operation: string): FaultRule | undefined => {
  let struck: FaultRule | undefined;
  for (const rule of world.faults) {
    if (rule.operation !== null && rule.operation !== operation) continue;
    rule.seen += 1;
    world.keep("fault", rule.id, rule);
    const inFirst = rule.first === null || rule.seen <= rule.first;
    const inTurn = rule.every === null || rule.seen % rule.every === 0;
    if (struck === undefined && inFirst && inTurn) struck = rule;
  }
  return struck;
};

/** The answer a rule gives instead of Zoom's; undefined when it leaves the answer alone. */
export const faultOutcome = (rule: FaultRule, now: number): Outcome | undefined => {
  const { effect } = rule;
  const hint = `Injected fault ${rule.id}: see /_rollcall/faults.`;
  switch (effect.kind) {
    case "status":
      return { status: effect.status, body: JSON.stringify({ code: effect.code, message: effect.message }), hint };
    case "rate-limit":
      return effect.daily
        ? { ...refusal(rateErrors.daily, undefined, hint), headers: ["Retry-After", nextReset(now)] }
        : refusal(rateErrors.perSecond, undefined, hint);
    case "latency":
    case "drop":
      return undefined;
  }
};
