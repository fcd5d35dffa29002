import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

import { page } from "./markdown.ts";

const entry = "src/cli/bin.ts";
const run = promisify(execFile);

/** What a command prints for --help, at a fixed width. */
const helpOf = async (command: readonly string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, ["--conditions=rollcall-source", entry, ...command, "--help"], {
    env: { ...process.env, COLUMNS: "100", NO_COLOR: "1" },
    timeout: 30_000,
  });
  return stdout.trimEnd();
};

/** Names below "Commands:", one level down. */
const commandsIn = (help: string): string[] => {
  const [, list = ""] = /^Commands:\n((?: .*\n)*)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].flatMap(([, name]) =>
    name === undefined || name === "help" ? [] : [name],
  );
};

const sectionsOf = async (command: readonly string[]): Promise<string[]> => {
  const help = await helpOf(command);
  const inner = await Promise.all(commandsIn(help).map((name) => sectionsOf([...command, name])));
  return [`## ${["rollcall", ...command].join(" ")}\n\n\`\`\`text\n${help}\n\`\`\``, ...inner.flat()];
};

/** docs/reference/cli.md; undefined while there is no command line. */
export const cliPage = async (): Promise<string | undefined> =>
  existsSync(entry)
    ? page("# The command line", "What every command prints for `--help`.", ...(await sectionsOf([])))
    : undefined;
