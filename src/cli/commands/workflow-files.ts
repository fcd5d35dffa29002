import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { templateFolder } from "#server";

import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { lineDiff } from "../print/diff.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";
import { cannotWrite } from "../write-error.ts";
import { confirmAccounts, readDefinition, urlOf } from "./workflow-source.ts";

type Finish = (exit: number) => void;

const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;

const templates = (): readonly { readonly name: string; readonly what: string }[] =>
  readdirSync(templateFolder)
    .filter((file) => file.endsWith(".yaml"))
    .toSorted()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ""),
      what: /^description: (.*)$/m.exec(readFileSync(join(templateFolder, file), "utf8"))?.[1] ?? "",
    }));

const initOptions = commonOptions.extend({ list: z.boolean().default(false), force: z.boolean().default(false) });

const init = ({ io, rollcall }: Session, name: string, flags: z.output<typeof initOptions>): number => {
  const known = templates();
  if (flags.list) {
    io.out(flags.json ? plainJson(known) : table(known.map((template) => [template.name, template.what])));
    return exits.done;
  }
  if (!known.some((template) => template.name === name))
    throw cliErrors.make("RC_CLI_USAGE", `there is no template "${plain(name)}"`, {
      fix: `Choose one of: ${known.map((template) => template.name).join(", ")}.`,
    });
  const file = `${name}.yaml`;
  const path = resolve(io.cwd, file);
  if (existsSync(path) && !flags.force)
    throw cliErrors.make("RC_CLI_WRITE", `${file} is there already`, {
      fix: "Rename it, or pass --force to overwrite it.",
    });
  try {
    copyFileSync(join(templateFolder, file), path);
  } catch (error) {
    throw cannotWrite(file, error);
  }
  io.out(
    flags.json
      ? plainJson({ template: name, file })
      : `${file} is written. Next: ${rollcall} workflow deploy ${file}\n`,
  );
  return exits.done;
};

export const addWorkflowInit = (workflow: Command, session: Session, finish: Finish): void => {
  const command = workflow
    .command("init")
    .summary("write a template into the current directory")
    .description(
      "Writes one of the shipped templates as <template>.yaml into the current directory, to be edited and deployed.",
    )
    .argument("[template]", "which one", "zoom-create-user")
    .option("--list", "list the templates")
    .option("--force", "overwrite a file that is there");
  addCommon(command).action((name: string, flags: unknown) => {
    finish(init(session, name, initOptions.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall workflow init zoom-create-user", "rollcall workflow init --list"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};

export const addWorkflowValidate = (workflow: Command, session: Session, finish: Finish): void => {
  const { io, style } = session;
  const command = workflow
    .command("validate")
    .summary("check a definition; errors come with line and column")
    .description(
      "Checks a definition without deploying it: fields, step types, expressions, and that steps only read what ran before them.",
    )
    .argument("<file>", "YAML or JSON; - reads standard input");
  addCommon(command).action(async (file: string, flags: unknown) => {
    const { data, json } = commonOptions.parse(flags);
    const source = await readDefinition(session, file);
    await using target = await openTarget(io, data, "workflow validate");
    const { name, accounts } = await target.api.workflows.validate(source);
    io.out(
      json
        ? plainJson({ name, accounts, valid: true })
        : `${style.good("valid")}: ${plain(name)}, for ${accounts.map(plain).join(", ")}\n`,
    );
    finish(exits.done);
  });
  addHelp(command, {
    examples: ["rollcall workflow validate zoom-create-user.yaml"],
    exits: [0, 2, 4, 7],
    environment,
  });
};

const deployOptions = commonOptions.extend({ dryRun: z.boolean().default(false), yes: z.boolean().default(false) });

const deploy = async (session: Session, file: string, flags: z.output<typeof deployOptions>): Promise<number> => {
  const { io, style, rollcall } = session;
  const source = await readDefinition(session, file);
  await using target = await openTarget(io, flags.data, "workflow deploy");
  if (!flags.dryRun)
    await confirmAccounts(session, target, source, { what: `deploy ${plain(source.name)}`, yes: flags.yes });
  const { name, version, path, changed, before } = await target.api.workflows.deploy(source, { dryRun: flags.dryRun });
  const url = path === undefined ? null : urlOf(target, path);
  if (flags.json) {
    io.out(plainJson({ name, version, url, changed, ...(flags.dryRun ? { dry_run: true } : {}) }));
    return exits.done;
  }
  const what = flags.dryRun ? "would become" : "is";
  const headline = changed
    ? `${style.good(plain(name))} ${what} version ${version}`
    : `${plain(name)} is unchanged: version ${version}`;
  io.out(`${headline}\n${before === undefined || !changed ? "" : lineDiff(before, source.text, session)}`);
  if (url !== null) io.out(`\n  ${style.bold(url)}\n`);
  if (target.url === undefined && !flags.dryRun) io.err(`Nobody listens there yet: ${rollcall} start\n`);
  return exits.done;
};

export const addWorkflowDeploy = (workflow: Command, session: Session, finish: Finish): void => {
  const command = workflow
    .command("deploy")
    .summary("make a definition a new version, and print its URL")
    .description(
      "Checks a definition and makes it the version that new runs get. A version never changes; runs at work keep theirs. The URL stays the same.",
    )
    .argument("<file>", "YAML or JSON; - reads standard input")
    .option("--dry-run", "only show what would be different")
    .option("--yes", "do not ask when the workflow names a real account");
  addCommon(command).action(async (file: string, flags: unknown) => {
    finish(await deploy(session, file, deployOptions.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall workflow deploy zoom-create-user.yaml",
      "rollcall workflow deploy zoom-create-user.yaml --json | jq -r .url",
    ],
    exits: [0, 2, 4, 7],
    environment,
  });
};
