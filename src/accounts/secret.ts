import type { AccountEntry } from "./account.ts";
import { accountErrors } from "./errors.ts";

/** A file with a secret. `mode` are its permission bits; absent where the system has none (Windows). */
export interface SecretFile {
  readonly text: string;
  readonly mode?: number;
}

/** Throws when the file cannot be read. */
export type ReadSecretFile = (path: string) => SecretFile;

const readableByOthers = 0o077;

const missing = (entry: AccountEntry, what: string): Error =>
  accountErrors.make("RC_ACCOUNTS_SECRET_MISSING", `account ${entry.name}: ${what}`);

const fromFile = (entry: AccountEntry, path: string, readSecretFile: ReadSecretFile): string => {
  let file: SecretFile;
  try {
    file = readSecretFile(path);
  } catch (error) {
    throw accountErrors.make("RC_ACCOUNTS_SECRET_MISSING", `account ${entry.name}: ${path} cannot be read`, {
      cause: error,
    });
  }
  if (file.mode !== undefined && (file.mode & readableByOthers) !== 0) {
    const mode = (file.mode & 0o777).toString(8).padStart(4, "0");
    throw accountErrors.make("RC_ACCOUNTS_SECRET_FILE_OPEN", `account ${entry.name}: ${path} has mode ${mode}`, {
      fix: `Run \`chmod 600 ${path}\`.`,
    });
  }
  return file.text.trim();
};

/**
 * The client secret of an account, from its environment variable or file (white space around it is dropped).
 * @throws RC_ACCOUNTS_SECRET_MISSING, RC_ACCOUNTS_SECRET_FILE_OPEN
 */
export const resolveSecret = (
  entry: AccountEntry,
  env: Readonly<Record<string, string | undefined>>,
  readSecretFile: ReadSecretFile,
): string => {
  const { clientSecret } = entry;
  if ("env" in clientSecret) {
    const secret = env[clientSecret.env]?.trim() ?? "";
    if (secret === "") throw missing(entry, `the environment variable ${clientSecret.env} is not set`);
    return secret;
  }
  const secret = fromFile(entry, clientSecret.file, readSecretFile);
  if (secret === "") throw missing(entry, `${clientSecret.file} is empty`);
  return secret;
};
