import { z } from "zod";

import { webhookLimits } from "#zoom";

import { type AppOptions, credentialsOf, registerApp } from "../add-account.ts";
import { endConsent } from "../oauth/revoke.ts";
import type { App } from "../oauth/records.ts";
import { refusedUrl } from "../webhooks/post.ts";
import { subscribe } from "../webhooks/subscribe.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { credentialsView, noAccount, tenantOf } from "./accounts.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";
import { eventName, notSubscribed, webhookView } from "./webhooks.ts";

/** A whole URL without a fragment: what Zoom takes as redirect URI, an app's own scheme too. */
const redirectUri = z
  .string()
  .refine((text) => URL.canParse(text) && !text.includes("#") && !/^(?:javascript|data|vbscript):/i.test(text), {
    message: "a whole URL without #, such as https://app.test/callback",
  });

const parts = {
  name: z.string().min(1).max(50).exactOptional(),
  redirect_uris: z.array(redirectUri).exactOptional(),
  scopes: z.array(z.string()).exactOptional(),
};

const subscriptionSchema = z.strictObject({
  url: z.string(),
  events: z.array(eventName).min(1),
  name: z.string().exactOptional(),
  skip_validation: z.boolean().default(false),
});

const appSchema = z
  .strictObject({
    ...parts,
    secret_token: z.string().min(1).exactOptional(),
    event_subscriptions: z.array(subscriptionSchema).max(webhookLimits.perApp).default([]),
    kind: z.enum(["server-to-server", "general"]).default("server-to-server"),
    permissions: z.array(z.string()).exactOptional(),
    role_id: z.string().exactOptional(),
    client_id: z.string().min(1).exactOptional(),
    client_secret: z.string().min(1).exactOptional(),
  })
  .refine(
    ({ permissions, role_id: role }) => permissions === undefined || role === undefined,
    "Give permissions or role_id, not both.",
  )
  .refine(
    ({ kind, redirect_uris: uris }) => kind === "general" || uris === undefined,
    "redirect_uris: only of a general app; a server-to-server one asks nobody.",
  )
  .refine(
    ({ kind, permissions, role_id: role }) =>
      kind === "server-to-server" || (permissions === undefined && role === undefined),
    "permissions, role_id: a general app may do what the role of the person who consents may do.",
  );

const changeSchema = z.strictObject({ ...parts, active: z.boolean().exactOptional() });

/** An app as lists show it: without its secret. */
const appView = (world: World, app: App): Record<string, unknown> => ({
  client_id: app.clientId,
  account_id: app.account,
  name: app.name ?? app.clientId,
  kind: app.kind ?? "server-to-server",
  active: app.active !== false,
  scopes: app.scopes,
  redirect_uris: app.redirectUris ?? [],
  event_subscriptions: world.outbox
    .webhooksOf(app.account)
    .filter(({ clientId }) => clientId === app.clientId)
    .map(webhookView),
  consents: consentsOf(world, app).map(({ consent, userId }) => ({
    consent,
    user_id: userId,
    email: world.tenants.get(app.account)?.users.byId(userId)?.email ?? "",
  })),
});

/** The people an app can act for at the moment: who holds a refresh token. */
const consentsOf = (world: World, { clientId }: App) =>
  world.grants.all().filter((grant) => grant.kind === "refresh" && grant.clientId === clientId);

const noApp = problem(404, "No such app. GET /_rollcall/apps lists them.");

export const appOf = ({ world, parameters }: ControlCall): App | undefined =>
  world.apps.get(parameters["client"] ?? "");

const toOptions = (body: z.infer<typeof appSchema>): AppOptions => ({
  kind: body.kind,
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.secret_token === undefined ? {} : { secretToken: body.secret_token }),
  ...(body.redirect_uris === undefined ? {} : { redirectUris: body.redirect_uris }),
  ...(body.scopes === undefined ? {} : { scopes: body.scopes }),
  ...(body.permissions === undefined ? {} : { permissions: body.permissions }),
  ...(body.role_id === undefined ? {} : { roleId: body.role_id }),
  ...(body.client_id === undefined ? {} : { clientId: body.client_id }),
  ...(body.client_secret === undefined ? {} : { clientSecret: body.client_secret }),
});

/** What of a registration can be refused before anything is added. */
const refuseRegistration = ({ world, courier }: ControlCall, tenant: Tenant, body: z.infer<typeof appSchema>) => {
  if (body.role_id !== undefined && tenant.roles.byId(body.role_id) === undefined)
    return problem(404, `The account has no role ${body.role_id}.`);
  if (body.client_id !== undefined && world.apps.has(body.client_id))
    return problem(409, `client_id ${body.client_id} is taken.`);
  for (const { url } of body.event_subscriptions) {
    const refused = refusedUrl(url, courier.options);
    if (refused !== undefined) return problem(400, `event_subscriptions: ${refused}.`);
  }
  return undefined;
};

/** Makes an app's subscriptions; where one fails the app is taken back, and with it the others. */
const subscribeAll = async ({ world }: ControlCall, app: App, body: z.infer<typeof appSchema>) => {
  for (const { url, events, name, skip_validation: isUnasked } of body.event_subscriptions) {
    const webhook = await subscribe(world, {
      account: app.account,
      clientId: app.clientId,
      secret: app.secretToken ?? app.clientSecret,
      url,
      events,
      isUnasked,
      scope: "account",
      source: "default",
      ...(name === undefined ? {} : { name }),
    });
    if (!("kind" in webhook)) continue;
    world.removeApp(app);
    return notSubscribed(webhook);
  }
  return undefined;
};

const register = async (call: ControlCall) => {
  const { world } = call;
  const tenant = tenantOf(call);
  if (tenant === undefined) return noAccount;
  const body = appSchema.parse(call.body);
  const refused = refuseRegistration(call, tenant, body);
  if (refused !== undefined) return refused;
  const app = registerApp(world, tenant, toOptions(body));
  const failed = await subscribeAll(call, app, body);
  if (failed !== undefined) return failed;
  return json(
    201,
    body.kind === "general"
      ? { ...appView(world, app), client_secret: app.clientSecret }
      : credentialsView(credentialsOf(world, tenant, app), tenant.account.settings.plan),
  );
};

const change = (call: ControlCall) => {
  const { world } = call;
  const app = appOf(call);
  if (app === undefined) return noApp;
  const body = changeSchema.parse(call.body);
  if (body.redirect_uris !== undefined && app.kind !== "general")
    return problem(400, "redirect_uris: only of a general app.");
  const changed: App = {
    ...app,
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.redirect_uris === undefined ? {} : { redirectUris: body.redirect_uris }),
    ...(body.scopes === undefined ? {} : { scopes: body.scopes }),
    ...(body.active === undefined ? {} : { active: body.active }),
  };
  world.addApp(changed);
  // Access tokens die with the app (ZDoc s2s-oauth); refresh tokens are refused until it lives again.
  if (body.active === false) world.removeTokens(({ clientId }) => clientId === app.clientId);
  return json(200, appView(world, changed));
};

const withdraw = (call: ControlCall) => {
  const app = appOf(call);
  if (app === undefined) return noApp;
  const email = call.query.get("user");
  const mine = consentsOf(call.world, app).filter(({ userId }) => {
    const user = call.world.tenants.get(app.account)?.users.byId(userId);
    return email === null || userId === email || user?.email === email;
  });
  for (const { consent } of mine) endConsent(call.world, consent);
  return json(200, { withdrawn: mine.length });
};

export const appRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/accounts/{account}/apps",
    what: "Registers another app. `server-to-server` (the default) has scopes and role permissions of its own, or those of a role (role_id), and gets a ready token; `general` has redirect_uris and acts for people who consent at /oauth/authorize or with a device's code. `event_subscriptions` (url, events, name, skip_validation) are validated at once and signed with `secret_token`, or the client secret. Tokens that were given before a change of scopes keep theirs.",
    example: { kind: "general", name: "Roster", redirect_uris: ["http://127.0.0.1:8080/callback"] },
    handle: register,
  },
  {
    method: "GET",
    path: "/apps",
    what: "All apps with scopes, redirect URIs and who has consented, without secrets; ?account= for those of one account.",
    handle: ({ world, query }) => {
      const account = query.get("account");
      const apps = [...world.apps.values()].filter((app) => account === null || app.account === account);
      return json(
        200,
        apps.map((app) => appView(world, app)),
      );
    },
  },
  {
    method: "GET",
    path: "/apps/{client}",
    what: "One app.",
    handle: (call) => {
      const app = appOf(call);
      return app === undefined ? noApp : json(200, appView(call.world, app));
    },
  },
  {
    method: "PATCH",
    path: "/apps/{client}",
    what: "Changes name, scopes or redirect URIs; active: false deactivates it, and its access tokens are gone.",
    example: { active: false },
    handle: change,
  },
  {
    method: "DELETE",
    path: "/apps/{client}",
    what: "Removes an app with its tokens and consents.",
    handle: (call) => {
      const app = appOf(call);
      if (app === undefined) return noApp;
      call.world.removeApp(app);
      return json(204, undefined);
    },
  },
  {
    method: "DELETE",
    path: "/apps/{client}/consents",
    what: "What a person does who removes an app: its tokens for them (?user=, an address or id), or for everybody, are gone.",
    handle: withdraw,
  },
];
