import type { Exchange } from "#base";
import type { GuardOptions } from "#system";
import { bearerErrors, oauthPaths } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { World } from "../world.ts";
import { authorize } from "./authorize.ts";
import { devicePath, giveDeviceCode, typeDeviceCode } from "./device.ts";
import { revoke } from "./revoke.ts";

/** Everything below /oauth/ but the token endpoint. */
export const answerConsent = (world: World, exchange: Exchange, guarding: GuardOptions): Outcome => {
  const isRead = exchange.method === "GET" || exchange.method === "HEAD";
  const isPost = exchange.method === "POST";
  if (exchange.path === oauthPaths.authorize && (isRead || isPost)) return authorize(world, exchange, guarding);
  if (exchange.path === devicePath && (isRead || isPost)) return typeDeviceCode(world, exchange, guarding);
  if (exchange.path === oauthPaths.deviceCode && isPost) return giveDeviceCode(world, exchange);
  if (exchange.path === oauthPaths.revoke && isPost) return revoke(world, exchange);
  return refusal(bearerErrors.routeUnknown, undefined, `There is no ${exchange.method} ${exchange.path}.`);
};
