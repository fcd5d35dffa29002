import { type DataDirectory, keyOfText } from "#system";

type Env = Readonly<Record<string, string | undefined>>;

export const keyVariable = "ROLLCALL_VAULT_KEY";
export const nextKeyVariable = "ROLLCALL_VAULT_KEY_NEXT";

/** A key that the environment brings; undefined for none. @throws RC_SYSTEM_KEY_TEXT */
export const keyFromEnv = (env: Env, name: string): Uint8Array | undefined => {
  const text = env[name]?.trim() ?? "";
  return text === "" ? undefined : keyOfText(text, name);
};

/** What seals secrets: the environment's key, else the directory's. */
export const vaultKey = (directory: Pick<DataDirectory, "dataKey">, env: Env): Uint8Array =>
  keyFromEnv(env, keyVariable) ?? directory.dataKey();
