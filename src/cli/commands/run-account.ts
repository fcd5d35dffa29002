import { load } from "js-yaml";
import { z } from "zod";

import type { Emulator } from "#emulator";
import type { ChildAccount } from "#intercept";

import { cliErrors } from "../errors.ts";
import type { Io } from "../io.ts";
import { readText } from "../read-text.ts";

/** What the account of a run is made of, from the command line. */
export interface AccountFlags {
  readonly preset?: string;
  readonly seed?: string;
  readonly switch: Readonly<Record<string, string>>;
}

const seedSchema = z.record(z.string(), z.unknown());
const switchesSchema = z.record(z.string(), z.unknown()).default({});
const credentialsSchema = z.object({
  account_id: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  token: z.string(),
});
const problemSchema = z.object({ error: z.string() });

const wrong = (file: string | undefined, why: string): Error =>
  cliErrors.make("RC_CLI_SEED", `${file ?? "the account"}: ${why}`);

const readSeed = async (io: Io, file: string): Promise<Readonly<Record<string, unknown>>> => {
  const { text } = await readText(io, file);
  try {
    // YAML reads JSON too.
    return seedSchema.parse(load(text));
  } catch (error) {
    throw wrong(file, error instanceof z.ZodError ? "one object was expected" : String(error).split("\n", 1).join(""));
  }
};

/**
 * Adds the account of a run to an emulator: the seed file, with the preset and the switches of the command line over it.
 * @throws RC_CLI_SEED
 */
export const addRunAccount = async (io: Io, emulator: Emulator, flags: AccountFlags): Promise<ChildAccount> => {
  const seed = flags.seed === undefined ? {} : await readSeed(io, flags.seed);
  const switches = switchesSchema.safeParse(seed["switches"]);
  const body = {
    ...seed,
    ...(flags.preset === undefined ? {} : { preset: flags.preset }),
    ...(switches.success ? { switches: { ...switches.data, ...flags.switch } } : {}),
  };
  return await addAccountOf(emulator, body, flags.seed);
};

/**
 * Adds an account that was described as the control plane takes it.
 * @throws RC_CLI_SEED
 */
export const addAccountOf = async (
  emulator: Emulator,
  body: object,
  file: string | undefined,
): Promise<ChildAccount> => {
  const response = await emulator.fetch("http://emulator/_rollcall/accounts", {
    method: "POST",
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw wrong(file, problemSchema.parse(answer).error);
  const account = credentialsSchema.parse(answer);
  return {
    accountId: account.account_id,
    clientId: account.client_id,
    clientSecret: account.client_secret,
    token: account.token,
  };
};
