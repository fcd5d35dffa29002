import { z } from "zod";

import type { RecordedCall } from "./recorded-call.ts";

const rowSchema = z.object({
  id: z.string().optional(),
  email: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  type: z.number().optional(),
  status: z.enum(["active", "inactive", "pending"]).optional(),
  role_id: z.string().optional(),
  dept: z.string().optional(),
});
type Row = z.output<typeof rowSchema>;

const listSchema = z.object({ users: z.array(rowSchema) });
const emailSchema = z.object({ email: z.string() });

/** Users as the answers of a call show them. */
export const usersIn = ({ operation, status, answer }: RecordedCall): readonly Row[] => {
  if (status !== 200) return [];
  if (operation === "users") return listSchema.safeParse(answer).data?.users ?? [];
  const one = operation === "user" ? rowSchema.safeParse(answer).data : undefined;
  return one === undefined ? [] : [one];
};

const ownerRole = "0";

/** An account that has, before the first call, what the recording shows: the body of POST /_rollcall/accounts. */
export interface RecordedAccount {
  readonly domain?: string;
  readonly owner_email?: string;
  readonly users: readonly object[];
}

/** What an account must have had for these answers: everybody who was seen and not created on the way. */
export const seedOf = (calls: readonly RecordedCall[]): RecordedAccount => {
  const created = new Set<string>();
  const seen = new Map<string, Row>();
  for (const call of calls) {
    const made =
      call.operation === "userCreate" && call.status === 201 ? emailSchema.safeParse(call.answer) : undefined;
    if (made?.success) created.add(made.data.email);
    for (const row of usersIn(call))
      if (!created.has(row.email)) seen.set(row.email, { ...row, ...seen.get(row.email) });
  }
  const owner = [...seen.values()].find((row) => row.role_id === ownerRole);
  const users = [...seen.values()]
    .filter((row) => row !== owner)
    .map(({ role_id: role, ...row }) => ({ ...row, ...(role === "1" || role === "2" ? { role_id: role } : {}) }));
  if (owner === undefined) return { users };
  return { domain: owner.email.split("@")[1] ?? "", owner_email: owner.email, users };
};
