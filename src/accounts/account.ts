import { accountCredentials, hosts, type Plan } from "#zoom";
import { z } from "zod";

import { accountErrors } from "./errors.ts";

/** The name that always means the emulator; no entry of accounts.json may have it. */
export const emulatorName = "emulator";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const safeUrl = z.string().superRefine((text, context) => {
  const url = URL.parse(text);
  const complain = (message: string): void => context.addIssue({ code: "custom", message });
  if (url === null) complain("is no URL");
  else if (url.username !== "" || url.password !== "") complain("must not carry credentials");
  else if (url.search !== "" || url.hash !== "") complain("must not have a query or fragment");
  else if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    complain("must be https (http is for this machine only)");
  }
});

const baseUrlSchema = safeUrl
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => text.endsWith("/v2"), { message: "must end in /v2" });

const literalSecret = "is written out";
const secretSchema = z.union(
  [z.strictObject({ env: z.string().regex(/^\w+$/) }), z.strictObject({ file: z.string().min(1) })],
  {
    error: ({ input }) => (typeof input === "string" ? literalSecret : 'must be {"env": "NAME"} or {"file": "path"}'),
  },
);

const seatCount = z.int().min(0);

const plans = ["free", "pro", "business"] as const satisfies readonly Plan[];

const zoomSuffix = `.${new URL(hosts.token).hostname}`;

/** Secrets for another host than Zoom's are not sent to Zoom, nor the other way round. */
const tokenUrlFor = (baseUrl: string): string => {
  const { hostname, origin } = new URL(baseUrl);
  return hostname.endsWith(zoomSuffix) ? hosts.token : `${origin}${accountCredentials.path}`;
};

/** A named target as accounts.json holds it. */
export const accountEntrySchema = z
  .strictObject({
    /** Letters, digits, `-`, `_`, `.`; at most 64. `emulator` is reserved. */
    name: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, { message: "must be letters, digits, - _ . (at most 64)" })
      .refine((name) => name.toLowerCase() !== emulatorName, { message: `"${emulatorName}" is reserved` }),
    kind: z.literal("zoom"),
    /** Zoom's global host when absent. */
    base_url: baseUrlSchema.default(hosts.api),
    /** Beside `base_url` when absent. */
    token_url: safeUrl.optional(),
    account_id: z.string().min(1),
    client_id: z.string().min(1),
    client_secret: secretSchema,
    /** What the account pays for. It cannot be asked for, so it is declared; too low only makes us slow. */
    plan: z.enum(plans).default("free"),
    /** Seats in all, by kind; null = no cap. Declared too: with them a plan blocks the rows that have no seat. */
    seats: z
      .strictObject({ basic: seatCount.nullable().exactOptional(), licensed: seatCount.nullable().exactOptional() })
      .exactOptional(),
  })
  .transform((entry) => ({
    name: entry.name,
    kind: entry.kind,
    baseUrl: entry.base_url,
    tokenUrl: entry.token_url ?? tokenUrlFor(entry.base_url),
    accountId: entry.account_id,
    clientId: entry.client_id,
    clientSecret: entry.client_secret,
    plan: entry.plan,
    ...(entry.seats === undefined ? {} : { seats: entry.seats }),
  }));

export type AccountEntry = z.output<typeof accountEntrySchema>;
/** An entry as it is written in accounts.json. */
export type AccountEntryInput = z.input<typeof accountEntrySchema>;

const fileSchema = z.strictObject({ accounts: z.array(accountEntrySchema) });

const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name === "" ? String(key) : `${name}.${String(key)}`;
  }, "");

const parseJson = (text: string, fileName: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's own message quotes the text around the fault, which may be a secret.
    const where = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined;
    throw accountErrors.make("RC_ACCOUNTS_FILE", `${fileName} is no JSON${where === undefined ? "" : ` (${where})`}`);
  }
};

/**
 * Reads accounts.json: `{"accounts": [entry, …]}`.
 * @throws RC_ACCOUNTS_FILE naming the first wrong field, RC_ACCOUNTS_SECRET_LITERAL for a secret in the file
 */
export const readAccounts = (text: string, fileName: string): readonly AccountEntry[] => {
  const file = fileSchema.safeParse(parseJson(text, fileName));
  if (!file.success) {
    const literal = file.error.issues.find(({ message }) => message === literalSecret);
    const issue = literal ?? file.error.issues[0];
    const field = issue === undefined ? "" : fieldName(issue.path);
    const code = literal === undefined ? "RC_ACCOUNTS_FILE" : "RC_ACCOUNTS_SECRET_LITERAL";
    throw accountErrors.make(code, `${fileName}: ${field === "" ? "" : `${field}: `}${issue?.message ?? "is wrong"}`);
  }
  const { accounts } = file.data;
  const names = accounts.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice === -1) return accounts;
  throw accountErrors.make("RC_ACCOUNTS_FILE", `${fileName}: accounts[${twice}].name: ${names[twice]} is there twice`);
};
