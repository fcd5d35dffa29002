import { Argument, type Command } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { commandTree } from "../completion/command-tree.ts";
import { completionScripts } from "../completion/scripts.ts";
import { addHelp } from "../help.ts";
import type { Session } from "../session.ts";

const shells = ["bash", "fish", "zsh"] as const;

export const addCompletion = (program: Command, { io }: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("completion")
    .summary("print what completes this command line in a shell")
    .description("Prints a script that completes commands, options and their values in bash, fish or zsh.")
    .addArgument(new Argument("<shell>", "the shell that is to run it").choices(shells))
    .action((shell: unknown) => {
      io.out(completionScripts[z.enum(shells).parse(shell)](commandTree(program)));
      finish(exits.done);
    });
  addHelp(command, {
    examples: [
      "source <(rollcall completion bash)          in ~/.bashrc; zsh likewise in ~/.zshrc, after compinit",
      "rollcall completion fish | source           in ~/.config/fish/config.fish",
    ],
    exits: [0, 2],
    environment: [],
  });
};
