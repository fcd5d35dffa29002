// A database of a test's own in the PostgreSQL that npm test starts; it goes with that server.
import { randomBytes } from "node:crypto";

import postgres from "postgres";

const given = process.env["ROLLCALL_TEST_POSTGRES"];

/** Why a test that needs PostgreSQL is skipped; false where it is not. */
export const noPostgres =
  given === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test";

/** Its URL. */
export const freshDatabase = async (): Promise<string> => {
  const url = new URL(given ?? "");
  const name = `t${randomBytes(6).toString("hex")}`;
  const sql = postgres(url.href);
  await sql.unsafe(`CREATE DATABASE ${name}`);
  await sql.end();
  url.pathname = `/${name}`;
  return url.href;
};
