import { errorCode, systemErrors } from "./errors.ts";

/** What Node, the driver and the server say when there is no connection (any more). */
const noConnection = new Set(
  (
    "ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH EPIPE " +
    "CONNECT_TIMEOUT CONNECTION_CLOSED CONNECTION_DESTROYED 57P01 57P02 57P03 53300"
  ).split(" "),
);
/** Wrong user or password, no such database, no right to create tables. */
const notAllowed = new Set(["28000", "28P01", "3D000", "42501"]);
/** The server rolled the whole transaction back: it may simply be done again. */
const rolledBack = new Set(["40001", "40P01"]);

export const isRolledBack = (error: unknown): boolean => rolledBack.has(errorCode(error) ?? "");

/** Where a database is, for messages: without user and password. */
export const postgresPlace = (url: string): string => {
  const parsed = URL.parse(url);
  if (parsed === null || !/^postgres(?:ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2)
    // The text itself may hold a password: it is not repeated.
    throw systemErrors.make("RC_SYSTEM_DATABASE_URL", "the database's URL cannot be read");
  const host = parsed.hostname === "" ? "localhost" : parsed.hostname;
  return `${host}:${parsed.port === "" ? "5432" : parsed.port}${parsed.pathname}`;
};

/** The driver's error as the user should see it; what is a mistake in our SQL stays as it is. */
export const explainPostgres = (error: unknown, place: string): unknown => {
  const code = errorCode(error) ?? "";
  const reason = error instanceof Error && error.message !== "" ? error.message : code;
  if (noConnection.has(code))
    return systemErrors.make(
      "RC_SYSTEM_DATABASE_UNREACHABLE",
      `the PostgreSQL at ${place} does not answer: ${reason}`,
      {
        cause: error,
      },
    );
  if (notAllowed.has(code))
    return systemErrors.make("RC_SYSTEM_DATABASE_REFUSED", `the PostgreSQL at ${place} refuses us: ${reason}`, {
      cause: error,
    });
  return error;
};
