import { z } from "zod";

import type { effectSchema } from "../faults/record-schemas.ts";

/** A rule that disturbs calls: see POST /_rollcall/faults. */
export interface FaultInput {
  /** An operationId or `token`; all calls when absent. */
  readonly operation?: string;
  /** Only the first N calls. */
  readonly first?: number;
  /** Only every Nth call. */
  readonly every?: number;
  readonly effect: z.input<typeof effectSchema>;
}

const mailSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  kind: z.string(),
  at: z.string(),
  /** Where the mail leads. */
  link: z.string(),
  /** Where an invitation to join is declined; absent in other mails. */
  decline_link: z.string().exactOptional(),
  text: z.string(),
  /** Of the copy to an SMTP server; absent where none was named. */
  smtp: z
    .discriminatedUnion("state", [
      z.object({ state: z.enum(["waiting", "sent"]) }),
      z.object({ state: z.literal("failed"), error: z.string() }),
    ])
    .exactOptional(),
});
export type ControlMail = Readonly<z.output<typeof mailSchema>>;

const loggedSchema = z.object({
  number: z.number(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  operation: z.string(),
  account_id: z.string(),
  status: z.number(),
  /** In plain words, what was wrong and what to send instead; "" when nothing was. */
  hint: z.string(),
  lost: z.boolean(),
  request: z.object({ content_type: z.string(), body: z.string() }),
  answer: z.object({ body: z.string() }),
});
export type LoggedCall = Readonly<z.output<typeof loggedSchema>>;

/** How answers of the control plane read. */
export const outcomes = {
  clock: (text: string): Date => new Date(z.object({ now: z.string() }).parse(JSON.parse(text)).now),
  id: (text: string): string => z.object({ id: z.string() }).parse(JSON.parse(text)).id,
  mails: (text: string): readonly ControlMail[] =>
    z.object({ mails: z.array(mailSchema) }).parse(JSON.parse(text)).mails,
  requests: (text: string): readonly LoggedCall[] => z.array(loggedSchema).parse(JSON.parse(text)),
};
export type Outcomes = typeof outcomes;

/** Why the control plane refused. */
export const problemOf = (text: string): string => {
  const problem = z.object({ error: z.string() }).safeParse(JSON.parse(text));
  return problem.success ? problem.data.error : text;
};
