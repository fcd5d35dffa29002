import { randomInt } from "node:crypto";

import type { Exchange } from "#base";
import type { GuardOptions } from "#system";
import { deviceGrant, tokenErrors } from "#zoom";

import { ok, type Outcome } from "../answer.ts";
import { escapeHtml } from "../page.ts";
import type { Grant } from "./records.ts";
import type { User } from "../records.ts";
import type { World } from "../world.ts";
import { formOf, readAppCall, refuseApp } from "./app-call.ts";
import { consentPage, readDecision, refuseForeign, showForm, whatIsAsked } from "./consent-page.ts";

/** Where a person types the code that a device shows. */
export const devicePath = "/oauth/device";

/** No vowels and nothing that looks like something else: codes are no words. */
const letters = "BCDFGHJKLMNPQRSTVWXZ";

const fourLetters = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");

/** POST /oauth/devicecode. */
export const giveDeviceCode = (world: World, exchange: Exchange): Outcome => {
  const call = readAppCall(world, exchange);
  if ("status" in call) return call;
  const { app } = call;
  if (app.kind !== "general")
    return refuseApp(
      tokenErrors.unsupportedGrant,
      "The app is a server-to-server one: register one of the kind general.",
    );
  const grant: Grant = {
    secret: world.identifiers.secret(),
    kind: "device",
    clientId: app.clientId,
    account: app.account,
    consent: world.identifiers.id(),
    userId: "",
    scopes: app.scopes,
    expiresAt: world.now() + deviceGrant.lifetimeSeconds * 1000,
    userCode: `${fourLetters()}-${fourLetters()}`,
    state: "open",
  };
  world.grants.put(grant);
  const { userCode = "" } = grant;
  return ok(
    200,
    JSON.stringify({
      device_code: grant.secret,
      user_code: userCode,
      verification_uri: `${world.origin}${devicePath}`,
      verification_uri_complete: `${world.origin}${devicePath}?user_code=${userCode}`,
      expires_in: deviceGrant.lifetimeSeconds,
      interval: deviceGrant.intervalSeconds,
    }),
  );
};

/** The device's request that a code belongs to, as long as it can still be answered. */
export const openDevice = (world: World, userCode: string): Grant | undefined => {
  const grant = world.grants.device(userCode);
  return grant?.state === "open" && grant.expiresAt > world.now() ? grant : undefined;
};

export const answerDeviceRequest = (world: World, grant: Grant, user: User, isAllowed: boolean): void =>
  world.grants.put({ ...grant, userId: user.id, state: isAllowed ? "allowed" : "denied" });

const askForCode = (problem: string): Outcome =>
  consentPage(
    problem === "" ? 200 : 404,
    "Connect a device",
    `${problem === "" ? "" : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="get"><p><label>The code on the device<br><input name="user_code" required autocomplete="off" autofocus></label></p>
<p><button class="button">Next</button></p></form>`,
  );

/** GET and POST /oauth/device: type the code, then say yes or no. */
export const typeDeviceCode = (world: World, exchange: Exchange, guarding: GuardOptions): Outcome => {
  const foreign = refuseForeign(world, exchange, guarding);
  if (foreign !== undefined) return foreign;
  const userCode = new URLSearchParams(exchange.query).get("user_code") ?? formOf(exchange).get("user_code") ?? "";
  if (userCode === "") return askForCode("");
  const grant = openDevice(world, userCode);
  const app = world.apps.get(grant?.clientId ?? "");
  if (grant === undefined || app === undefined)
    return askForCode("No device waits with that code: it was mistyped, used, or is older than 15 minutes.");
  const tenant = world.tenants.get(app.account);
  const form = {
    title: `Allow ${app.name ?? app.clientId} on your device?`,
    content: whatIsAsked(app, tenant),
    formTarget: "",
    tenant,
    guarding,
  };
  if (exchange.method !== "POST") return showForm(world, exchange, form);
  const decision = readDecision(world, exchange, form);
  if ("status" in decision) return decision;
  answerDeviceRequest(world, grant, decision.user, decision.isAllowed);
  return consentPage(
    200,
    decision.isAllowed ? "The device is connected" : "The device was declined",
    `<p>You may close this page.</p>`,
  );
};
