// client: speaks Zoom's user API, to Zoom itself or to anything that behaves like it.
// It refuses to know the machine (no node:*: fetch, clock, sleep and chance are handed in), files, accounts' names,
// rosters, and the emulator: what it believes about Zoom it reads in #zoom, like everybody else.
// Start reading at client.ts (what it can do), then create-user.ts (why a POST is never sent twice blindly)
// and caller.ts (token, budget, retries and limits around every call).
export type { NotReadable, Security } from "./account-reads.ts";
export type { Refusal } from "./answer.ts";
export type { Removal } from "./change-user.ts";
export { type Client, createClient } from "./client.ts";
export type { CreateContext, CreateOutcome, ExistsKind, Intent } from "./create-user.ts";
export { explain, type Explanation, explanations } from "./dictionary.ts";
export { clientErrors, LimitError, RefusedError } from "./errors.ts";
export { fixFor } from "./fixes.ts";
export type { NewLicences, NewUser, UserChanges } from "./new-user.ts";
export type { Budget, ClientOptions, Credentials, RequestEvent } from "./options.ts";
export type { RawRequest } from "./raw-call.ts";
export { fetchTransport, type Transport, type TransportRequest, type TransportResponse } from "./transport.ts";
export type { Licence, NotHere, Summary, UserDetail, UserRow, UserStatus } from "./user.ts";
