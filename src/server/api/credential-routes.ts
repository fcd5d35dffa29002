import type { Credentials, CredentialView } from "#accounts";
import { z } from "zod";

import type { ApiRoute } from "./route.ts";

/** What can be done with credentials from outside; their values come back to nobody. */
export type CredentialApi = Pick<Credentials, "set" | "list" | "remove">;

const credentialBody = z.strictObject({ value: z.string(), hosts: z.array(z.string()) });
export const credentialAnswer: z.ZodType<CredentialView> = z.object({
  name: z.string(),
  hosts: z.array(z.string()),
  changedAt: z.number(),
});
export const credentialsAnswer = z.array(credentialAnswer);
export const removedAnswer = z.object({ removed: z.boolean() });

export const credentialRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/api/credentials", status: 200, handle: ({ api }) => api.credentials.list() },
  {
    method: "POST",
    path: "/api/credentials/{name}",
    status: 200,
    handle: ({ api, id, body }) => {
      const { value, hosts } = credentialBody.parse(body);
      return api.credentials.set(id, value, hosts);
    },
  },
  {
    method: "DELETE",
    path: "/api/credentials/{name}",
    status: 200,
    handle: async ({ api, id }) => ({ removed: await api.credentials.remove(id) }),
  },
];
