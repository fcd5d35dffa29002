import { z } from "zod";

export const webhook = z.object({
  id: z.string(),
  account: z.string(),
  url: z.string(),
  events: z.array(z.string()).readonly(),
  secret: z.string(),
  createdAt: z.number(),
  state: z.enum(["valid", "unchecked", "invalid"]),
  problem: z.string(),
  checkAt: z.number().nullable(),
  clientId: z.string().exactOptional(),
  name: z.string().exactOptional(),
  scope: z.enum(["user", "account", "master_account"]).exactOptional(),
  userIds: z.array(z.string()).readonly().exactOptional(),
  source: z.enum(["default", "openapi"]).exactOptional(),
});

const isJson = (content: string): boolean => {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
};

const attempt = z.object({ at: z.number(), status: z.number().nullable(), ms: z.number(), error: z.string() });

export const delivery = z.object({
  id: z.string(),
  account: z.string(),
  webhook: z.string(),
  event: z.string(),
  body: z.string().refine(isJson, "is no JSON"),
  createdAt: z.number(),
  replayOf: z.string().nullable(),
  state: z.enum(["waiting", "delivered", "dropped"]),
  nextAt: z.number().nullable(),
  note: z.string(),
  attempts: z.array(attempt).readonly(),
});
