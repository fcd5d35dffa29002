import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { runStates } from "#workflows";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { detailDocument, runCard, runDocument, runTable } from "../print/runs.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";
import { parseSeconds, showEnd } from "./workflow-run.ts";
import { confirmAccounts, parseObject } from "./workflow-source.ts";

type Finish = (exit: number) => void;

const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;

const parseCount = (text: string): number => {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 500) return Number(text);
  throw new InvalidArgumentError("Use a number from 1 to 500.");
};

const runsOptions = commonOptions.extend({
  workflow: z.string().exactOptional(),
  state: z.enum(runStates).exactOptional(),
  limit: z.number().default(50),
  before: z.string().exactOptional(),
  children: z.boolean().default(false),
});

export const addWorkflowRuns = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("runs")
    .summary("list runs, or show one with its steps")
    .description(
      "Lists runs, newest first. With a run's id (or `show <run>`) it shows the run with every attempt at every step.",
    )
    .argument("[show]", "the word show, or a run's id")
    .argument("[run]", "a run's id")
    .option("--workflow <name>", "only of this workflow")
    .addOption(new Option("--state <state>", "only in this state").choices(runStates))
    .option("--limit <count>", "at most so many, up to 500 (default: 50)", parseCount)
    .option("--before <run>", "only older ones than this: the last of the page before")
    .option("--children", "also the runs that other runs have started");
  addCommon(command).action(async (word: string | undefined, id: string | undefined, flags: unknown) => {
    const { data, json, ...filter } = runsOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow runs");
    const run = id ?? (word === "show" ? undefined : word);
    if (run === undefined) {
      const runs = await target.api.workflows.runs(filter);
      io.out(json ? plainJson(runs.map(runDocument)) : runTable(runs, session));
    } else {
      const detail = await target.api.workflows.runDetail(run);
      io.out(json ? plainJson(detailDocument(detail)) : runCard(detail, session));
    }
    finish(exits.done);
  });
  addHelp(command, {
    examples: [
      "rollcall workflow runs",
      "rollcall workflow runs --state failed --json | jq -r '.[].id'",
      "rollcall workflow runs show run-…",
    ],
    notes: [
      "accepted: recorded, not begun · waiting: for a time, an event, a decision or another run · the rest says what it means",
      "steps in loops are named such as each[3].create_user; --children lists runs that were started by `workflow` steps",
    ],
    exits: [0, 2, 4, 7],
    environment,
  });
};

const rerunOptions = commonOptions.extend({
  from: z.string().exactOptional(),
  input: z.string().exactOptional(),
  current: z.boolean().default(false),
  wait: z.number().exactOptional(),
  yes: z.boolean().default(false),
});

export const addWorkflowRerun = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("rerun")
    .summary("run a finished run again, or from one of its steps")
    .description(
      "Starts a new run with the trigger of a finished one; both are linked. It runs the version that ran, unless you ask for the current one.",
    )
    .argument("<run>", "its id")
    .option("--from <step>", "begin at this step; those before it keep their outputs")
    .option("--input <json>", "with --from: that step's input; JSON, or @file")
    .option("--current", "with the version that new runs get")
    .option("--wait <seconds>", "wait no longer for its end (default: a day)", parseSeconds)
    .option("--yes", "do not ask when the workflow names a real account");
  addCommon(command).action(async (id: string, flags: unknown) => {
    const { data, json, from, input, current, wait, yes } = rerunOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow rerun");
    const { workflows } = target.api;
    const before = await workflows.runDetail(id);
    const { source } = await workflows.show(before.workflow, current ? undefined : before.version);
    await confirmAccounts(
      session,
      target,
      { name: before.workflow, text: source },
      { what: `run ${plain(id)} again`, yes },
    );
    const run = await workflows.rerun(id, {
      version: current ? "current" : "same",
      ...(from === undefined ? {} : { fromStep: from }),
      ...(input === undefined ? {} : { input: await parseObject(session, input) }),
    });
    finish(await showEnd(session, target, run, { json, wait }));
  });
  addHelp(command, {
    examples: [
      "rollcall workflow rerun run-…",
      `rollcall workflow rerun run-… --from create_user --input '{"email":"mona@acme.test","type":1}'`,
    ],
    exits: [0, 1, 2, 4, 7],
    environment,
  });
};

const retryOptions = commonOptions.extend({
  workflow: z.string().exactOptional(),
  current: z.boolean().default(false),
  limit: z.number().exactOptional(),
});

export const addWorkflowRetry = (workflow: Command, session: Session, finish: Finish): void => {
  const { io, style } = session;
  const command = workflow
    .command("retry")
    .summary("run all failed runs again")
    .description("Runs every failed run again that has not been run again yet, newest first.")
    .option("--workflow <name>", "only of this workflow")
    .option("--current", "with the version that new runs get")
    .option("--limit <count>", "at most so many, up to 500 (default: 500)", parseCount);
  addCommon(command).action(async (flags: unknown) => {
    const { data, json, current, ...filter } = retryOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow retry");
    const runs = await target.api.workflows.retryFailed(filter, current ? "current" : "same");
    io.out(
      json
        ? plainJson(runs.map(runDocument))
        : `${style.good(String(runs.length))} runs begin again\n${runs.length === 0 ? "" : runTable(runs, session)}`,
    );
    finish(exits.done);
  });
  addHelp(command, {
    examples: ["rollcall workflow retry --workflow zoom-create-user --current"],
    exits: [0, 2, 4, 7],
    environment,
  });
};

export const addWorkflowCancel = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("cancel")
    .summary("stop a run")
    .description("Stops a run and those that it has started. What a step has already done stays done.")
    .argument("<run>", "its id");
  addCommon(command).action(async (id: string, flags: unknown) => {
    const { data, json } = commonOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow cancel");
    const run = await target.api.workflows.cancel(id);
    io.out(json ? plainJson(runDocument(run)) : runTable([run], session));
    finish(exits.done);
  });
  addHelp(command, { examples: ["rollcall workflow cancel run-…"], exits: [0, 2, 4, 7], environment });
};

const decideOptions = commonOptions.extend({ step: z.string().exactOptional(), comment: z.string().exactOptional() });

const addDecision = (
  [workflow, session, finish]: readonly [Command, Session, Finish],
  word: "approve" | "decline",
): void => {
  const { io, style } = session;
  const command = workflow
    .command(word)
    .summary(word === "approve" ? "let a run go on that waits for approval" : "decline what a run waits for")
    .description(
      word === "approve"
        ? "Approves what a run waits for; it goes on."
        : "Declines what a run waits for: its step fails, and what comes after it does not happen.",
    )
    .argument("<run>", "its id")
    .option("--step <name>", "which step, where several wait")
    .option("--comment <text>", "kept with the decision");
  addCommon(command).action(async (run: string, flags: unknown) => {
    const { data, json, step, comment } = decideOptions.parse(flags);
    await using target = await openTarget(io, data, `workflow ${word}`);
    await target.api.workflows.decide(
      { run, ...(step === undefined ? {} : { step }) },
      { approved: word === "approve", by: "command line", ...(comment === undefined ? {} : { comment }) },
    );
    io.out(json ? plainJson({ run, decision: `${word}d` }) : `${style.good(`${word}d`)}: ${plain(run)}\n`);
    finish(exits.done);
  });
  addHelp(command, { examples: [`rollcall workflow ${word} run-…`], exits: [0, 2, 4, 7], environment });
};

export const addWorkflowDecisions = (workflow: Command, session: Session, finish: Finish): void => {
  addDecision([workflow, session, finish], "approve");
  addDecision([workflow, session, finish], "decline");
};
