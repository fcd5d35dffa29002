import { type Operation, userEmailCheck, userErrors, userSummary } from "#zoom";
import { z } from "zod";

import { type NotReadable, readManagedDomains, readSecurity, type Security } from "./account-reads.ts";
import { type Removal, removeUser, setUserStatus, updateUser } from "./change-user.ts";
import { type Caller, createCaller } from "./caller.ts";
import { type CreateContext, type CreateOutcome, createUser } from "./create-user.ts";
import { clientErrors, RefusedError } from "./errors.ts";
import { getUser } from "./find-user.ts";
import { fixFor } from "./fixes.ts";
import { listAllUsers, listUsers } from "./list-users.ts";
import type { NewUser, UserChanges } from "./new-user.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { ClientOptions } from "./options.ts";
import type { RawRequest } from "./raw-call.ts";
import type { TransportResponse } from "./transport.ts";
import { type NotHere, type Summary, summarySchema, type UserDetail, type UserRow, type UserStatus } from "./user.ts";

/**
 * Zoom's user API for one account. Every call may throw RC_CLIENT_TOKEN, _UNAUTHORIZED, _SCOPE, _PERMISSION,
 * _UNREACHABLE, _REDIRECT and _ANSWER; all but `create` also LimitError and RefusedError.
 */
export interface Client {
  readonly users: {
    /** Outcomes are values; see CreateOutcome. Writes to one address wait for each other. */
    create(input: NewUser, context?: CreateContext): Promise<CreateOutcome>;
    get(idOrEmail: string): Promise<UserDetail | NotHere>;
    /** Pages of 300 unless told otherwise (1 to 2,000). */
    list(status: UserStatus, options?: { readonly pageSize?: number }): AsyncIterable<UserRow>;
    /** Active, inactive and pending users, each once. */
    all(): AsyncIterable<UserRow>;
    update(idOrEmail: string, changes: UserChanges): Promise<void>;
    setStatus(idOrEmail: string, action: "activate" | "deactivate"): Promise<void>;
    /** `mode` has no default on purpose: Zoom's own default keeps the person's data alive in a foreign account. */
    remove(idOrEmail: string, removal: Removal): Promise<void>;
    /** False for SSO, Google and foreign users too: never take it for "does not exist". */
    emailExists(email: string): Promise<boolean>;
    summary(): Promise<Summary>;
  };
  readonly account: {
    /** Scopes of the token in hand; undefined when Zoom did not say. */
    scopes(): Promise<readonly string[] | undefined>;
    /** How people sign in, as far as this app may read it. */
    security(): Promise<Security | NotReadable>;
    /** Domains that the account manages. Granular scopes for it exist only for master accounts. */
    managedDomains(): Promise<readonly string[] | NotReadable>;
  };
  /**
   * Any operation of Zoom's, with the account's token and within its budget; the answer as it came, refusals included.
   * @throws LimitError, RC_CLIENT_UNREACHABLE, RC_CLIENT_UNAUTHORIZED, RC_CLIENT_INPUT
   */
  request(request: RawRequest): Promise<TransportResponse>;
  /** Milliseconds to add to the local clock to get the account's, as far as its answers have shown. */
  clockOffsetMs(): number;
}

const read = async <T>(
  caller: Caller,
  operation: Operation,
  schema: z.ZodType<T>,
  query?: Readonly<Record<string, string>>,
): Promise<T> => {
  const result = await caller.expect({ operation, repeatable: true, ...(query === undefined ? {} : { query }) });
  if (result.kind === "refused") {
    throw new RefusedError(operation.summary, result.refusal, fixFor(operation.id, result.refusal.code));
  }
  const value = schema.safeParse(result.value);
  if (value.success) return value.data;
  throw clientErrors.make("RC_CLIENT_ANSWER", `${operation.summary}: the answer lacks what Zoom documents`);
};

const existedSchema = z.object({ existed_email: z.boolean() }).transform((wire) => wire.existed_email);

const emailExists = async (caller: Caller, email: string): Promise<boolean> => {
  try {
    return await read(caller, userEmailCheck, existedSchema, { email });
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === userErrors.notFound.code) return false;
    throw error;
  }
};

/**
 * A client of one account: Zoom's, or an emulated one.
 * @example
 * const client = createClient({ baseUrl: hosts.api, tokenUrl: hosts.token, credentials, transport: fetchTransport(fetch),
 *   clock: systemClock, sleep, random: Math.random });
 * const outcome = await client.users.create({ action: "create", email: "mona@acme.test", type: 1 });
 */
export const createClient = (options: ClientOptions): Client => {
  const caller = createCaller(options);
  const inTurn = oneAtATime();
  return {
    users: {
      create: async (input, context) =>
        await inTurn(input.email.toLowerCase(), async () => await createUser(caller, input, context)),
      get: async (idOrEmail) => await getUser(caller, idOrEmail),
      list: (status, { pageSize } = {}) => listUsers(caller, status, pageSize),
      all: () => listAllUsers(caller),
      update: async (idOrEmail, changes) =>
        await inTurn(idOrEmail.toLowerCase(), async () => await updateUser(caller, idOrEmail, changes)),
      setStatus: async (idOrEmail, action) =>
        await inTurn(idOrEmail.toLowerCase(), async () => await setUserStatus(caller, idOrEmail, action)),
      remove: async (idOrEmail, removal) =>
        await inTurn(idOrEmail.toLowerCase(), async () => await removeUser(caller, idOrEmail, removal)),
      emailExists: async (email) => await emailExists(caller, email),
      summary: async () => await read(caller, userSummary, summarySchema),
    },
    account: {
      scopes: async () => await caller.scopes(),
      security: async () => await readSecurity(caller),
      managedDomains: async () => await readManagedDomains(caller),
    },
    request: async (request) => await caller.raw(request),
    clockOffsetMs: caller.clock.offsetMs,
  };
};
