import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { bodyText } from "#base";
import type { DefinitionSource } from "#workflows";

import { confirm } from "../confirm.ts";
import { cliErrors } from "../errors.ts";
import { readSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import type { Target } from "../target.ts";

/** Where a server listens that nobody has started yet. */
const defaultUrl = "http://127.0.0.1:4010";

export const urlOf = ({ url }: Target, path: string): string => `${url ?? defaultUrl}${path}`;

export const readDefinition = async (session: Session, file: string): Promise<DefinitionSource> => {
  const { name, bytes } = await readSource(session.io, file);
  return { name, text: bodyText(bytes) };
};

/** A file that is there, or a deployed workflow of this name. */
export const readDefinitionOrDeployed = async (
  session: Session,
  target: Target,
  what: string,
): Promise<DefinitionSource> => {
  if (what === "-" || existsSync(resolve(session.io.cwd, what))) return await readDefinition(session, what);
  return { name: what, text: (await target.api.workflows.show(what)).source };
};

/** Asks before a definition is let loose on accounts that are not the emulator's. */
export const confirmAccounts = async (
  session: Session,
  target: Target,
  source: DefinitionSource,
  { what, yes }: { readonly what: string; readonly yes: boolean },
): Promise<void> => {
  const { accounts } = await target.api.workflows.validate(source);
  for (const name of accounts) await confirm(session, await target.api.account(name), what, yes);
};

/** JSON that was typed, or `@file`. */
export const parseInput = async (session: Session, text: string): Promise<unknown> => {
  const json = text.startsWith("@") ? (await readDefinition(session, text.slice(1))).text : text;
  try {
    return JSON.parse(json);
  } catch (error) {
    throw cliErrors.make(
      "RC_CLI_USAGE",
      `the input is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        fix: 'Write it as --input \'{"email":"amy@acme.test"}\', or --input @file.json.',
      },
    );
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same, where it must be an object. */
export const parseObject = async (session: Session, text: string): Promise<Readonly<Record<string, unknown>>> => {
  const value = await parseInput(session, text);
  if (isObject(value)) return value;
  throw cliErrors.make("RC_CLI_USAGE", "the input is no JSON object", {
    fix: 'Write it in braces: \'{"email":"amy@acme.test"}\'.',
  });
};
