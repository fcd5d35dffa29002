import type { Switches } from "#emulator";

import { registerApp } from "./general-app.ts";
import { newGroup } from "./group-errors.ts";
import { dig, keysOf, listIn } from "./hosts.ts";
import { amy, free, type Observation } from "./switch-observation.ts";
import { userObservations } from "./switch-observations-of-users.ts";
import { subscribe } from "./webhook-endpoint.ts";

/** A switch or value without an observation does not compile. */
export const observations: { readonly [Name in keyof Switches]: Observation<Switches[Name]> } = {
  ...userObservations,
  invalidGrant: {
    observe: async (stage) => {
      const app = await registerApp(stage);
      return (await app.ask({ grant_type: "refresh_token", refresh_token: "none" })).body;
    },
    shows: {
      reason: { reason: "Invalid Token!", error: "invalid_grant" },
      bare: { error: "invalid_grant" },
    },
  },
  limits: {
    account: free,
    tickMs: 0,
    observe: async (stage) => {
      for (let call = 0; call < 4; call += 1) await stage.call("GET", "/v2/users/me");
      const { status, headers } = await stage.create("create", amy);
      return [status, headers.get("x-ratelimit-category"), headers.has("x-ratelimit-limit")];
    },
    shows: { on: [429, "Light", true], off: [201, "Light", false] },
  },
  lockedSettings: {
    observe: async (stage) => {
      const id = await newGroup(stage);
      const lock = { in_meeting: { annotation: true } };
      await stage.call("PATCH", "/v2/accounts/me/lock_settings", { json: lock });
      const reply = await stage.call("PATCH", `/v2/groups/${id}/settings`, { json: lock });
      return `${reply.status} ${reply.headers.get("x-rollcall-hint") ?? ""}`.trim();
    },
    shows: {
      ignore: "204 Locked by the account or a group, so left as it is: in_meeting.annotation.",
      refuse: "400",
    },
  },
  me: {
    observe: async (stage) => (await stage.call("GET", "/v2/users/me")).status,
    shows: { owner: 200, refuse: 404 },
  },
  memberDeletedEvent: {
    observe: async (stage) => {
      await subscribe(stage, ["group.member_deleted"], { skip_validation: true });
      const group = String(dig((await stage.call("POST", "/v2/groups", { json: { name: "Sales" } })).body, "id"));
      const members = `/v2/groups/${group}/members`;
      await stage.call("POST", members, { json: { members: [{ email: "owner@acme.test" }] } });
      await stage.call("DELETE", `${members}/owner@acme.test`);
      const [delivery] = listIn(await stage.control("GET", "/deliveries"), "deliveries");
      return dig(delivery, "event");
    },
    shows: {
      "group.member_deleted": "group.member_deleted",
      "group.members_deleted": "group.members_deleted",
    },
  },
  multipart: {
    observe: async (stage) => {
      const form = new FormData();
      form.set("action", "create");
      form.set("user_info", JSON.stringify(amy));
      return (await stage.call("POST", "/v2/users", { body: form })).status;
    },
    shows: { refuse: 415, accept: 201 },
  },
  pageSizeLimit: {
    observe: async (stage) => dig((await stage.call("GET", "/v2/users?page_size=2000")).body, "page_size"),
    shows: { "2000": 2000, "300": 300 },
  },
  pageSizeOutOfRange: {
    observe: async (stage) => (await stage.call("GET", "/v2/users?page_size=0")).status,
    shows: { clamp: 200, refuse: 400 },
  },
  paidOnly: {
    account: free,
    observe: async (stage) => {
      const replies = [await stage.call("GET", "/v2/groups"), await stage.call("GET", "/v2/groups/xyz")];
      return replies.map(({ status, code }) => [status, code]);
    },
    shows: {
      "400": [
        [400, 200],
        [400, 200],
      ],
      "200": [
        [200, 200],
        [200, 200],
      ],
    },
  },
  rateTypeHeader: {
    observe: async (stage) => {
      const replies = [await stage.call("GET", "/v2/users/me"), await stage.create("create", amy)];
      return replies.map(({ headers }) => headers.get("x-ratelimit-type"));
    },
    shows: { off: [null, null], on: ["QPS", "Daily-limit"] },
  },
  refreshLife: {
    observe: async (stage) => {
      const app = await registerApp(stage);
      const { refreshToken } = await app.consent();
      stage.advance(91 * 86_400_000);
      return (await app.ask({ grant_type: "refresh_token", refresh_token: refreshToken })).status;
    },
    shows: { "90 days": 400, "15 years": 200 },
  },
  roleCreate: {
    observe: async (stage) => {
      const { status, body } = await stage.call("POST", "/v2/roles", { json: { name: "Helpdesk" } });
      return [status, keysOf(body).length];
    },
    shows: { "201": [201, 5], "200": [200, 0] },
  },
  tokenErrorStatus: {
    observe: async (stage) => {
      const calls = [
        ["GET", "/v2/users"],
        ["GET", "/v2/users/summary"],
        ["GET", "/v2/users/me/token"],
        ["DELETE", "/v2/users/me/token"],
      ] as const;
      const seen = new Set<string>();
      for (const [method, path] of calls) {
        const { status, code } = await stage.call(method, path, { token: "none" });
        seen.add(`${status}/${String(code)}`);
      }
      return [...seen];
    },
    shows: { "401": ["401/124"], "400": ["400/124"] },
  },
  tokenParameters: {
    observe: async (stage) => {
      const { clientId, clientSecret, accountId } = stage.emulator.account;
      const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
      const query = `grant_type=account_credentials&account_id=${accountId}`;
      const form = { authorization, "content-type": "application/x-www-form-urlencoded" };
      return [
        (await stage.call("POST", `/oauth/token?${query}`, { token: null, headers: { authorization } })).status,
        (await stage.call("POST", "/oauth/token", { token: null, headers: form, body: query })).status,
      ];
    },
    shows: { "query or body": [200, 200], body: [400, 200] },
  },
  typeErrors: {
    observe: async (stage) => {
      const { status, code, body } = await stage.create("create", { type: "1", email: "amy", first_name: ["Amy"] });
      return [status, code, dig(body, "message"), dig(body, "errors")];
    },
    shows: {
      body: [400, 300, "Request Body should be a valid JSON object.", undefined],
      fields: [
        400,
        300,
        "Validation Failed.",
        ["user_info.type", "user_info.email", "user_info.first_name"].map((field) => ({
          field,
          message: "Invalid field.",
        })),
      ],
    },
  },
  unknownAccount: {
    account: { scopes: ["account:read:admin"] },
    observe: async (stage) => (await stage.call("GET", "/v2/accounts/other/trusted_domains")).status,
    shows: { "404": 404, "200": 200 },
  },
  unknownRoute: {
    observe: async (stage) => (await stage.call("GET", "/v2/nothing")).status,
    shows: { "404": 404, "400": 400 },
  },
  wrongMethod: {
    observe: async (stage) => {
      const { status, code, headers } = await stage.call("PUT", "/v2/users");
      return [status, code, headers.get("allow"), (await stage.call("PUT", "/v2/nothing")).status];
    },
    shows: { "unknown route": [404, 2300, null, 404], "405": [405, 2300, "GET, POST", 404] },
  },
};
