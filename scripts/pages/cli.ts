import { main } from "../../src/cli/main.ts";
import { page } from "./markdown.ts";

/** What a command prints for --help where there is no terminal. */
const helpOf = async (command: readonly string[]): Promise<string> => {
  let help = "";
  const exit = await main([...command, "--help"], {
    out: (text) => {
      help += text;
    },
    err: (text) => {
      throw new Error(`${command.join(" ")} --help complains: ${text}`);
    },
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    cwd: process.cwd(),
    ask: undefined,
    stdin: () => [],
    onStop: () => () => undefined,
  });
  if (exit !== 0) throw new Error(`${command.join(" ")} --help exits with ${exit}`);
  return help.trimEnd();
};

/** Names below "Commands:", one level down; a blank line ends the list. */
const commandsIn = (help: string): string[] => {
  const [, list = ""] = /^Commands:\n([\s\S]*?)(?:\n\n|$(?![\s\S]))/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].flatMap(([, name]) =>
    name === undefined || name === "help" ? [] : [name],
  );
};

const sectionsOf = async (command: readonly string[]): Promise<string[]> => {
  const help = await helpOf(command);
  const sections = [`## ${["rollcall", ...command].join(" ")}\n\n\`\`\`text\n${help}\n\`\`\``];
  for (const name of commandsIn(help)) sections.push(...(await sectionsOf([...command, name])));
  return sections;
};

/** docs/reference/cli.md */
export const cliPage = async (): Promise<string> =>
  page("# The command line", "What every command prints for `--help`.", ...(await sectionsOf([])));
