import type { Argument, Command, Option } from "commander";

/** What may stand somewhere on a command line: some words, or a file's name, or what nobody can know. */
export type Values = readonly string[] | "file" | "unknown";

export interface CompletedOption {
  readonly flag: string;
  readonly what: string;
  /** Absent when it takes no value. */
  readonly values?: Values;
}

/** One command as a shell sees it. */
export interface CompletedCommand {
  /** Words from the program's name on, such as `rollcall users list`. */
  readonly words: string;
  readonly subcommands: readonly { readonly name: string; readonly what: string }[];
  readonly options: readonly CompletedOption[];
  /** What its arguments may be. */
  readonly values: Values;
}

const isPath = (name: string): boolean => /file|dir|template/.test(name);

const firstSentence = (text: string): string => text.split(/[.:;(]/, 1)[0]?.trim() ?? "";

const optionOf = ({ long, short, flags, description, required, optional, argChoices }: Option): CompletedOption => {
  const takesValue = required || optional;
  const values: Values = argChoices ?? (isPath(/[<[](.*)[\]>]/.exec(flags)?.[1] ?? "") ? "file" : "unknown");
  return { flag: long ?? short ?? "", what: firstSentence(description), ...(takesValue ? { values } : {}) };
};

const valuesOf = (arguments_: readonly Argument[]): Values =>
  arguments_.flatMap(({ argChoices = [] }) => argChoices).length > 0
    ? arguments_.flatMap(({ argChoices = [] }) => argChoices)
    : arguments_.some((argument) => isPath(argument.name()) || argument.name() === "command")
      ? "file"
      : "unknown";

/** A command and all below it, its own first. */
export const commandTree = (command: Command, above = ""): readonly CompletedCommand[] => {
  const words = `${above} ${command.name()}`.trim();
  return [
    {
      words,
      subcommands: command.commands.map((sub) => ({ name: sub.name(), what: firstSentence(sub.summary()) })),
      options: [
        ...command.options.filter(({ hidden }) => !hidden).map(optionOf),
        { flag: "--help", what: "examples, exit codes and environment" },
      ],
      values: valuesOf(command.registeredArguments),
    },
    ...command.commands.flatMap((sub) => commandTree(sub, words)),
  ];
};
