import type { Switches } from "#emulator";

import { dig, listIn } from "./hosts.ts";
import { amy, free, type Observation } from "./switch-observation.ts";
import { subscribe } from "./webhook-endpoint.ts";

/** Switches that GET, POST and PATCH of users show. */
export const userObservations = {
  burn: {
    account: free,
    observe: async (stage) => {
      await stage.create("create", { email: "x@mailinator.com", type: 1 });
      return (await stage.create("create", amy)).headers.get("x-ratelimit-remaining");
    },
    shows: { accepted: "49", all: "48" },
  },
  conflictText: {
    observe: async (stage) =>
      dig((await stage.create("create", { email: "owner@acme.test", type: 1 })).body, "message"),
    shows: {
      current: 'Email "owner@acme.test" has already been used.',
      older: "Email owner@acme.test has already been used.",
    },
  },
  contentLocation: {
    observe: async (stage) => {
      const { headers, body } = await stage.create("create", amy);
      return headers.get("content-location")?.endsWith(`/v2/users/${String(dig(body, "id"))}`) ?? false;
    },
    shows: { off: false, on: true },
  },
  createOutcome: {
    observe: async (stage) => {
      await stage.create("create", amy);
      const { body } = await stage.call("GET", "/v2/users/amy@acme.test");
      return [dig(body, "status"), dig(await stage.control("GET", "/inbox"), "total")];
    },
    shows: { pending: ["pending", 1], active: ["active", 1] },
  },
  createdEvent: {
    observe: async (stage) => {
      await subscribe(stage, ["*"], { skip_validation: true });
      const names = async (): Promise<readonly unknown[]> =>
        listIn(await stage.control("GET", "/deliveries"), "deliveries").map((delivery) => dig(delivery, "event"));
      await stage.create("create", amy);
      const before = await names();
      await stage.control("POST", `/inbox/${String(dig(await stage.control("GET", "/inbox/latest"), "id"))}/open`, {});
      return [before, await names()];
    },
    shows: {
      invitation: [["user.created"], ["user.invitation_accepted", "user.created"]],
      acceptance: [[], ["user.invitation_accepted", "user.created"]],
    },
  },
  emailCheck: {
    account: { preset: "business", elsewhere: { "far@other.test": "free" } },
    observe: async (stage) => {
      await stage.create("ssoCreate", amy);
      const asked = ["owner@acme.test", amy.email, "far@other.test", "nobody@acme.test"].map(
        async (email) => (await stage.call("GET", `/v2/users/email?email=${email}`)).body,
      );
      return (await Promise.all(asked)).map((body) => dig(body, "existed_email"));
    },
    shows: { account: [true, false, false, false], anywhere: [true, true, true, false] },
  },
  emailDomainCode: {
    observe: async (stage) => {
      const json = { email: "owner@other.test" };
      const { status, code, body } = await stage.call("PUT", "/v2/users/me/email", { json });
      return [status, code, String(dig(body, "message")).startsWith("Domain name doesn't match.")];
    },
    shows: { "300": [400, 300, true], "1116": [400, 1116, true] },
  },
  entitlementRefusal: {
    observe: async (stage) => {
      const { code, body } = await stage.create("custCreate", amy);
      return [code, dig(body, "message")];
    },
    shows: {
      privilege: [200, "No privilege."],
      permission: [200, "No permission."],
      support: [2016, "No permission. Please contact Zoom Customer Support."],
    },
  },
  freeCreate: {
    account: free,
    observe: async (stage) => (await stage.create("create", amy)).status,
    shows: { allow: 201, refuse: 400 },
  },
  pendingId: {
    observe: async (stage) => {
      const id = dig((await stage.create("create", amy)).body, "id");
      const { body } = await stage.call("GET", `/v2/users/${amy.email}`);
      const [row] = listIn((await stage.call("GET", "/v2/users?status=pending")).body, "users");
      return [dig(body, "id") === id, dig(body, "id"), dig(row, "id")].slice(dig(body, "id") === id ? 2 : 0);
    },
    shows: { "by address": [undefined], nowhere: [false, undefined, undefined] },
  },
  pendingPatch: {
    observe: async (stage) => {
      await stage.create("create", amy);
      const path = `/v2/users/${amy.email}`;
      const { status } = await stage.call("PATCH", path, { json: { dept: "Sales", first_name: "Amy" } });
      const { body } = await stage.call("GET", path);
      return [status, dig(body, "dept"), dig(body, "first_name"), dig(body, "status")];
    },
    shows: { ignore: [204, "", "", "pending"], apply: [204, "Sales", "Amy", "pending"] },
  },
  repostPending: {
    observe: async (stage) => {
      await stage.create("create", amy);
      const { status } = await stage.create("create", amy);
      return [status, dig(await stage.control("GET", "/inbox"), "total")];
    },
    shows: { conflict: [409, 1], resend: [201, 2] },
  },
  seatError: {
    account: { settings: { seats: { basic: 0, licensed: 0 } } },
    observe: async (stage) => [
      (await stage.create("create", amy)).code,
      (await stage.create("create", { ...amy, type: 2 })).code,
    ],
    shows: { "3412": [3412, 3412], legacy: [2033, 2034] },
  },
  ssoOutcome: {
    account: { preset: "business", elsewhere: { "amy@acme.test": "free" } },
    observe: async (stage) => {
      const seen: unknown[] = [];
      for (const email of [amy.email, "bob@other.test"]) {
        await stage.create("ssoCreate", { email, type: 1 });
        seen.push(dig((await stage.call("GET", `/v2/users/${email}`)).body, "status"));
      }
      return [...seen, dig(await stage.control("GET", "/inbox"), "total")];
    },
    shows: { "by address": ["pending", "pending", 2], active: ["active", "active", 0] },
  },
  statusSuccess: {
    account: { users: [{ email: amy.email }] },
    observe: async (stage) =>
      (await stage.call("PUT", `/v2/users/${amy.email}/status`, { json: { action: "deactivate" } })).status,
    shows: { "204": 204, "200": 200 },
  },
  userOrder: {
    account: { users: ["amy", "bob", "eve", "ida"].map((name) => ({ email: `${name}@acme.test` })) },
    observe: async (stage) => {
      const pages: unknown[] = [];
      let token = "";
      do {
        const { body } = await stage.call("GET", `/v2/users?page_size=2&next_page_token=${token}`);
        pages.push(listIn(body, "users").map((user) => String(dig(user, "email")).slice(0, 3)));
        token = String(dig(body, "next_page_token"));
      } while (token !== "");
      const second = await stage.call("GET", "/v2/users?page_size=2&page_number=2");
      return [...pages, dig(second.body, "users", 0, "email")];
    },
    shows: {
      "oldest first": [["own", "amy"], ["bob", "eve"], ["ida"], "bob@acme.test"],
      "newest first": [["ida", "eve"], ["bob", "amy"], ["own"], "bob@acme.test"],
    },
  },
} satisfies { readonly [Name in keyof Switches]?: Observation<Switches[Name]> };
