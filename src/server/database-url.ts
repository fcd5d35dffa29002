import { serverErrors } from "./errors.ts";

/**
 * The PostgreSQL database that DATABASE_URL names; undefined where everything lies in files.
 * @throws RC_SERVER_DATABASE_URL
 */
export const databaseUrl = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const text = env["DATABASE_URL"]?.trim() ?? "";
  if (text === "") return undefined;
  if (/^postgres(?:ql)?:$/.test(URL.parse(text)?.protocol ?? "")) return text;
  throw serverErrors.make("RC_SERVER_DATABASE_URL", "DATABASE_URL is no postgres:// address");
};
