import { z } from "zod";

import { giveCode, leadBack, readConsentRequest } from "../oauth/authorize.ts";
import { answerDeviceRequest, openDevice } from "../oauth/device.ts";
import type { App } from "../oauth/records.ts";
import type { User } from "../records.ts";
import { ownerOf } from "../tenant.ts";
import type { World } from "../world.ts";
import { appOf } from "./apps.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const consentSchema = z.strictObject({
  user: z.string().exactOptional(),
  redirect_uri: z.string().exactOptional(),
  state: z.string().exactOptional(),
  code_challenge: z.string().exactOptional(),
  code_challenge_method: z.enum(["S256", "plain"]).exactOptional(),
});

const deviceSchema = z.strictObject({
  user_code: z.string(),
  user: z.string().exactOptional(),
  allow: z.boolean().default(true),
});

/** The active user somebody names by address or id; the owner where nobody is named. */
const personOf = (world: World, app: App, name: string | undefined): User | undefined => {
  const tenant = world.tenants.get(app.account);
  const user = name === undefined ? ownerOf(tenant) : (tenant?.users.byEmail(name) ?? tenant?.users.byId(name));
  return user?.status === "active" ? user : undefined;
};

const nobody = (name: string | undefined) =>
  problem(404, `The account has no active user ${name ?? "with the role of the Owner"}.`);

const consent = (call: ControlCall) => {
  const app = appOf(call);
  if (app === undefined) return problem(404, "No such app. GET /_rollcall/apps lists them.");
  const { user: name, ...asked } = consentSchema.parse(call.body);
  const request = readConsentRequest(call.world, new URLSearchParams({ client_id: app.clientId, ...asked }));
  if ("status" in request) return problem(request.status, request.hint ?? "The consent page refuses this request.");
  const user = personOf(call.world, app, name);
  if (user === undefined) return nobody(name);
  const { secret: code } = giveCode(call.world, request, user);
  return json(201, { code, location: leadBack(request, { code }), user_id: user.id });
};

const answerDevice = (call: ControlCall) => {
  const body = deviceSchema.parse(call.body);
  const grant = openDevice(call.world, body.user_code);
  const app = call.world.apps.get(grant?.clientId ?? "");
  if (grant === undefined || app === undefined)
    return problem(
      404,
      `No device waits with the code ${body.user_code}: it was answered, or is older than 15 minutes.`,
    );
  const user = personOf(call.world, app, body.user);
  if (user === undefined) return nobody(body.user);
  answerDeviceRequest(call.world, grant, user, body.allow);
  return json(200, { client_id: app.clientId, user_id: user.id, allowed: body.allow });
};

/** Consent without a browser, for tests: what a person would have clicked. */
export const consentRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/apps/{client}/consent",
    what: "Consents as a user (`user`: address or id, the owner unless told) without the page at /oauth/authorize; takes redirect_uri, state, code_challenge and code_challenge_method as it does, and answers the code and where the browser would go.",
    example: { user: "amy@acme.test", redirect_uri: "http://127.0.0.1:8080/callback", state: "xyz" },
    handle: consent,
  },
  {
    method: "POST",
    path: "/devices",
    what: "Types a device's code and says yes, or no (`allow`: false), without the page at /oauth/device.",
    example: { user_code: "BCDF-GHJK", user: "amy@acme.test" },
    handle: answerDevice,
  },
];
