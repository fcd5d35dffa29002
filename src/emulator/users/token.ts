import { fieldMessages, userTokenLife, userZak } from "#zoom";

import { ok, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { signToken } from "../oauth/sign.ts";
import type { User } from "../records.ts";
import { findUser, isOutcome } from "./find.ts";

/** What the field of a token of the old kind holds (OAS-U). */
const noLonger = "Token is no longer supported. Please use ZAK token instead.";

const signed = ({ world, tenant, now }: Call, user: User, seconds: number): string => {
  const issuedAt = Math.floor(now / 1000);
  const claims = { aud: "clientsm", uid: user.id, iss: "web", exp: issuedAt + seconds, iat: issuedAt };
  return signToken(world, { alg: "HS512", typ: "JWT" }, { ...claims, aid: tenant.account.id });
};

const zakSeconds = ({ query }: Call, { action }: User): number => {
  const asked = Number(query.get("ttl") ?? 0);
  if (asked > 0) return Math.min(asked, userTokenLife.longestZak);
  return action === "custCreate" ? userTokenLife.apiUserZak : userTokenLife.zak;
};

/** GET /users/{userId}/token. */
export const giveToken: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const type = call.query.get("type") ?? "token";
  if (type === "token") return ok(200, JSON.stringify({ token: noLonger }));
  if (type !== "zak" && type !== "onbehalf")
    return validationFailed([{ field: "type", message: fieldMessages.invalid.text }]);
  const seconds = type === "zak" ? zakSeconds(call, user) : userTokenLife.onbehalf;
  return ok(200, JSON.stringify({ token: signed(call, user, seconds) }));
};

/** DELETE /users/{userId}/token: the user is signed in to no client any more. */
export const revokeToken: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  call.tenant.shelves.presence.removeById(user.id);
  return ok(204, "");
};

/** GET /users/me/zak: its error is 400, not the 404 of other operations. */
export const giveOwnZak: Handler = (call) => {
  const user = findUser({ ...call, userId: "me" });
  if (isOutcome(user)) return refusal(userZak.errors.notThere);
  return ok(200, JSON.stringify({ token: signed(call, user, userTokenLife.ownZak) }));
};
