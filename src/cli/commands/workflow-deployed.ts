import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";

import { exits } from "#base";
import type { WorkflowView } from "#workflows";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson, plainLines } from "../print/plain.ts";
import { detailDocument, runCard } from "../print/runs.ts";
import { table } from "../print/table.ts";
import type { Session } from "../session.ts";
import { openTarget, type Target } from "../target.ts";
import { urlOf } from "./workflow-source.ts";

type Finish = (exit: number) => void;

const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;
const exitCodes = [0, 2, 4, 7] as const;

export const parseVersion = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Use a version's number, such as 3.");
};

const document = (target: Target, { path, updatedAt, nextAt, ...view }: WorkflowView): object => ({
  ...view,
  url: path === undefined ? null : urlOf(target, path),
  updated_at: updatedAt,
  ...(nextAt === undefined ? {} : { next_at: nextAt }),
});

const workflowTable = (target: Target, views: readonly WorkflowView[], { style, rollcall }: Session): string => {
  if (views.length === 0) return `No workflows yet. Begin with one: ${rollcall} workflow init zoom-create-user\n`;
  const head = ["workflow", "version", "trigger", "account", "state", "url or next time"];
  const lines = views.map(({ name, version, trigger, account, enabled, path, nextAt }) => [
    plain(name),
    String(version),
    trigger,
    plain(account),
    enabled ? style.good("enabled") : style.warn("disabled"),
    path === undefined ? (nextAt ?? "") : urlOf(target, path),
  ]);
  return table([head.map((cell) => style.dim(cell)), ...lines], [1]);
};

export const addWorkflowList = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("list")
    .summary("list what is deployed")
    .description("Lists the deployed workflows with their URLs.");
  addCommon(command).action(async (flags: unknown) => {
    const { data, json } = commonOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow list");
    const views = await target.api.workflows.list();
    io.out(json ? plainJson(views.map((view) => document(target, view))) : workflowTable(target, views, session));
    finish(exits.done);
  });
  addHelp(command, { examples: ["rollcall workflow list"], exits: exitCodes, environment });
};

const versionOptions = commonOptions.extend({ version: z.number().exactOptional() });

export const addWorkflowShow = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("show")
    .summary("show a workflow's text, or a run with its steps")
    .description(
      "Shows the text of a deployed workflow. Given a run's id, it shows the run with every attempt at every step.",
    )
    .argument("<workflow|run>", "a workflow's name, or a run's id")
    .option("--version <number>", "another version than the current one", parseVersion);
  addCommon(command).action(async (what: string, flags: unknown) => {
    const { data, json, version } = versionOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow show");
    if (what.startsWith("run-")) {
      const run = await target.api.workflows.runDetail(what);
      io.out(json ? plainJson(detailDocument(run)) : runCard(run, session));
    } else {
      const { source, ...view } = await target.api.workflows.show(what, version);
      io.out(json ? plainJson({ ...document(target, view), source }) : `${plainLines(source).trimEnd()}\n`);
    }
    finish(exits.done);
  });
  addHelp(command, {
    examples: [
      "rollcall workflow show zoom-create-user",
      "rollcall workflow show zoom-create-user --version 1 > old.yaml",
      "rollcall workflow show run-… --json",
    ],
    exits: exitCodes,
    environment,
  });
};

export const addWorkflowVersions = (workflow: Command, session: Session, finish: Finish): void => {
  const { io, style } = session;
  const command = workflow
    .command("versions")
    .summary("list the versions of a workflow")
    .description("Lists every version that was deployed, newest first.")
    .argument("<workflow>", "its name");
  addCommon(command).action(async (name: string, flags: unknown) => {
    const { data, json } = commonOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow versions");
    const versions = await target.api.workflows.versions(name);
    io.out(
      json
        ? plainJson(versions.map(({ createdAt, ...rest }) => ({ ...rest, created_at: createdAt })))
        : table(
            versions.map(({ version, createdAt, current, sha256 }) => [
              String(version),
              createdAt,
              sha256.slice(0, 12),
              current ? style.good("current") : "",
            ]),
          ),
    );
    finish(exits.done);
  });
  addHelp(command, { examples: ["rollcall workflow versions zoom-create-user"], exits: exitCodes, environment });
};

/** A command that changes one deployed workflow and shows it. */
const addChange = (
  [workflow, session, finish]: readonly [Command, Session, Finish],
  {
    name,
    summary,
    description,
    argument,
  }: { readonly name: string; readonly summary: string; readonly description: string; readonly argument?: string },
  change: (target: Target, workflowName: string, more: string) => Promise<WorkflowView | undefined>,
): void => {
  const { io, style } = session;
  const command = workflow.command(name).summary(summary).description(description).argument("<workflow>", "its name");
  if (argument !== undefined) command.argument(`<${argument}>`, "which one");
  addCommon(command).action(async (...given: unknown[]) => {
    const [who, more, flags] = z
      .tuple([z.string(), z.string().catch(""), commonOptions])
      .parse(argument === undefined ? [given[0], "", given[1]] : given.slice(0, 3));
    await using target = await openTarget(io, flags.data, `workflow ${name}`);
    const view = await change(target, who, more);
    if (view === undefined)
      io.out(flags.json ? plainJson({ name: who, outcome: "deleted" }) : `${style.good("deleted")}: ${plain(who)}\n`);
    else io.out(flags.json ? plainJson(document(target, view)) : workflowTable(target, [view], session));
    finish(exits.done);
  });
  addHelp(command, {
    examples: [`rollcall workflow ${name} zoom-create-user${argument === undefined ? "" : " 1"}`],
    exits: exitCodes,
    environment,
  });
};

export const addWorkflowChanges = (workflow: Command, session: Session, finish: Finish): void => {
  const at = [workflow, session, finish] as const;
  addChange(
    at,
    {
      name: "revert",
      summary: "give new runs an earlier version",
      description: "Makes an earlier version the one that new runs get. Runs at work keep theirs.",
      argument: "version",
    },
    (target, name, version) => target.api.workflows.revert(name, parseVersion(version)),
  );
  addChange(
    at,
    {
      name: "rotate",
      summary: "give a workflow a new URL",
      description: "Gives a workflow a new URL; the old one is gone at once.",
    },
    (target, name) => target.api.workflows.rotateKey(name),
  );
  addChange(
    at,
    {
      name: "disable",
      summary: "let a workflow start no more runs",
      description: "Its URL answers 410, its schedule and events start nothing. Runs at work go on.",
    },
    (target, name) => target.api.workflows.setEnabled(name, false),
  );
  addChange(
    at,
    { name: "enable", summary: "let a workflow start runs again", description: "Undoes `disable`." },
    (target, name) => target.api.workflows.setEnabled(name, true),
  );
  addChange(
    at,
    {
      name: "delete",
      summary: "take a workflow's URL, schedule and events away",
      description:
        "The workflow starts no more runs and is gone from the list; its runs and their records stay, and runs at work go on.",
    },
    async (target, name) => {
      await target.api.workflows.remove(name);
      return undefined;
    },
  );
};
