import { z } from "zod";

import { isAdminToken, sessionCookie } from "#system";

import type { Route } from "../api/route.ts";
import { serverErrors } from "../errors.ts";

const body = z.strictObject({ token: z.string() });

const json = ["Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store"];

const cookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;

const twelveHours = 43_200;

/** Login with the admin token, for a server that listens off loopback; the browser keeps a cookie, not the token. */
export const sessionRoutes = (adminToken: string | undefined): readonly Route[] => [
  {
    method: "POST",
    path: "/api/session",
    status: 200,
    handle: ({ body: given }) => {
      const { token } = body.parse(given);
      if (adminToken === undefined || !isAdminToken(token, adminToken))
        throw serverErrors.make("RC_SERVER_REFUSED", "this is not the admin token", {
          fix: "Paste the value of ROLLCALL_ADMIN_TOKEN that the server was started with.",
        });
      const { name, value } = sessionCookie(adminToken);
      const headers = [...json, "Set-Cookie", cookie(name, value, twelveHours)];
      return { raw: { status: 200, headers, body: '{"ok":true}' } };
    },
  },
  {
    method: "DELETE",
    path: "/api/session",
    status: 200,
    handle: () => {
      const { name } = sessionCookie("");
      return { raw: { status: 200, headers: [...json, "Set-Cookie", cookie(name, "", 0)], body: '{"ok":true}' } };
    },
  },
];
