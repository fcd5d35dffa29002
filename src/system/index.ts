// system: the machine: SQLite files and PostgreSQL, the data directory and its lock, sealed secrets, the HTTP host, files.
// It refuses to know Zoom, what is stored in a database, and what a request means.
// Everything a user can run into here throws a RollcallError from errors.ts.
// Start reading at data-directory.ts (one directory, one process), open-database.ts (the store)
// and serve.ts (the two lanes of HTTP: docs/decisions/014-two-lanes.md).
export { type ChangeFeed, createChangeFeed } from "./change-feed.ts";
export { type DataDirectory, lockDataDirectory } from "./data-directory.ts";
export { beginKeyChange, interruptedKeyChange, type KeyChange, keyOfText, type SealedPlace } from "./data-key.ts";
export { DirectRequest } from "./direct-request.ts";
export type { DirectoryMigration } from "./directory-format.ts";
export { errorCode, systemErrors } from "./errors.ts";
export { fileTooLarge, readUserFile, streamUserFile, writeFileAtomically } from "./files.ts";
export { type Holder, readHolder } from "./holder.ts";
export { type Database, openDatabase, type Row, type SqlValue } from "./open-database.ts";
export { openPostgresStore, type PostgresOptions } from "./open-postgres-store.ts";
export { openSqliteStore, type Statement, type Store, type StoreSchema } from "./open-store.ts";
export type {
  OutboundAnswer,
  OutboundFailure,
  OutboundLimits,
  OutboundOptions,
  OutboundRequest,
  OutboundResult,
  RecordedExchange,
} from "./outbound.ts";
export { isPrivateAddress } from "./private-address.ts";
export { openSealed, seal } from "./seal.ts";
export { sendOutbound } from "./send-outbound.ts";
export { type Spool, spoolBytes } from "./spool.ts";
export { serve, type ServeOptions, type Serving } from "./serve.ts";
export { requestListener } from "./request-listener.ts";
export type { Dispatch } from "./answering.ts";
export { guard, type GuardOptions, isAdminToken, type Refused, sessionCookie } from "./guard.ts";
