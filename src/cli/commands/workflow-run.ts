import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";

import { exits } from "#base";
import type { RunView, StepTest } from "#workflows";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson, plainLines } from "../print/plain.ts";
import { detailDocument, runCard } from "../print/runs.ts";
import type { Session } from "../session.ts";
import { openTarget, type Target } from "../target.ts";
import { confirmAccounts, parseInput, parseObject, readDefinitionOrDeployed } from "./workflow-source.ts";

type Finish = (exit: number) => void;

const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;
const dayMs = 86_400_000;

export const parseSeconds = (text: string): number => {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError("Use seconds, such as 30.");
};

/** Waits for a run's end and shows it; exit 1 when it failed. */
export const showEnd = async (
  session: Session,
  target: Target,
  run: RunView,
  { json, wait }: { readonly json: boolean; readonly wait: number | undefined },
): Promise<number> => {
  const { workflows } = target.api;
  await workflows.work();
  const ended = await workflows.settled(run.id, wait === undefined ? dayMs : wait * 1000);
  const detail = await workflows.runDetail(run.id);
  session.io.out(json ? plainJson(detailDocument(detail)) : runCard(detail, session));
  return ended.state === "failed" || ended.state === "canceled" ? exits.someFailed : exits.done;
};

const runOptions = commonOptions.extend({
  input: z.string().default("null"),
  idempotencyKey: z.string().exactOptional(),
  wait: z.number().exactOptional(),
  yes: z.boolean().default(false),
});

export const addWorkflowRun = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("run")
    .summary("start a run by hand and wait for its end")
    .description(
      "Starts a run of a deployed workflow, whatever its trigger is, and waits for its end. `--input` is what steps read as trigger.body.",
    )
    .argument("<workflow>", "its name")
    .option("--input <json>", "JSON, or @file")
    .option("--idempotency-key <key>", "a second run with the same key is the first one")
    .option("--wait <seconds>", "wait no longer; the run goes on in a server (default: a day)", parseSeconds)
    .option("--yes", "do not ask when the workflow names a real account");
  addCommon(command).action(async (name: string, flags: unknown) => {
    const { data, json, input, idempotencyKey, wait, yes } = runOptions.parse(flags);
    const value = await parseInput(session, input);
    await using target = await openTarget(io, data, "workflow run");
    const { workflows } = target.api;
    const { source } = await workflows.show(name);
    await confirmAccounts(session, target, { name, text: source }, { what: `run ${plain(name)}`, yes });
    const run = await workflows.run(name, value, idempotencyKey === undefined ? {} : { idempotencyKey });
    finish(await showEnd(session, target, run, { json, wait }));
  });
  addHelp(command, {
    examples: [
      `rollcall workflow run zoom-create-user --input '{"email":"mona.reyes@acme.test","type":1}'`,
      "rollcall workflow run nightly-drift",
    ],
    exits: [0, 1, 2, 4, 7],
    environment,
  });
};

const testOptions = commonOptions.extend({
  step: z.string(),
  input: z.string().exactOptional(),
  trigger: z.string().exactOptional(),
  outputs: z.string().exactOptional(),
  yes: z.boolean().default(false),
});

const testDocument = ({ outcome, ...test }: StepTest): object => ({ ok: outcome.kind === "done", ...outcome, ...test });

const testText = ({ outcome, exchanges, logs, ms }: StepTest, { style }: Session): string => {
  const calls = exchanges
    .map(({ method, url, response }) => `  ${method} ${plain(url)} ${response?.status ?? "no answer"}\n`)
    .join("");
  const lines = logs.map((line) => `  ${style.dim("log")} ${plain(line)}\n`).join("");
  if (outcome.kind === "done")
    return `${style.good("done")} in ${ms} ms\n${calls}${lines}${plainLines(JSON.stringify(outcome.output, null, 2))}\n`;
  if (outcome.kind === "deferred")
    return `${style.warn("to be repeated")} in ${outcome.waitMs} ms: ${plain(outcome.reason)}\n${calls}${lines}`;
  const { code, message, fix } = outcome.error;
  return `${style.bad("failed")} in ${ms} ms: ${plain(code)}: ${plainLines(message)}\n${fix === undefined ? "" : `  fix: ${plain(fix)}\n`}${calls}${lines}`;
};

export const addWorkflowTest = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("test")
    .summary("run one step of a definition, for real")
    .description(
      "Runs one step once, as a Test request does: the call is made, the answer is shown, nothing is recorded and nothing else of the workflow runs.",
    )
    .argument("<file>", "YAML or JSON, or the name of a deployed workflow")
    .requiredOption("--step <name>", "which step")
    .option("--input <json>", "the step's input instead of what its `with` says; JSON, or @file")
    .option("--trigger <json>", "what expressions find as trigger.body")
    .option("--outputs <json>", "what expressions find as steps, by name")
    .option("--yes", "do not ask when the workflow names a real account");
  addCommon(command).action(async (file: string, flags: unknown) => {
    const { data, json, step, input, trigger, outputs, yes } = testOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow test");
    const source = await readDefinitionOrDeployed(session, target, file);
    await confirmAccounts(session, target, source, { what: `test ${plain(step)} of ${plain(source.name)}`, yes });
    const test = await target.api.workflows.test(source, {
      step,
      ...(input === undefined ? {} : { input: await parseObject(session, input) }),
      ...(trigger === undefined ? {} : { trigger: await parseInput(session, trigger) }),
      ...(outputs === undefined ? {} : { outputs: await parseObject(session, outputs) }),
    });
    io.out(json ? plainJson(testDocument(test)) : testText(test, session));
    finish(test.outcome.kind === "done" ? exits.done : exits.someFailed);
  });
  addHelp(command, {
    examples: [
      `rollcall workflow test zoom-create-user.yaml --step create_user --input '{"email":"mona.reyes@acme.test","type":1}'`,
    ],
    exits: [0, 1, 2, 4, 7],
    environment,
  });
};

const listenOptions = commonOptions.extend({ wait: z.number().default(300) });

export const addWorkflowListen = (workflow: Command, session: Session, finish: Finish): void => {
  const { io } = session;
  const command = workflow
    .command("listen")
    .summary("catch the next call of a workflow's URL without running it")
    .description(
      "Waits for the next call of the workflow's URL, shows what it brought and runs nothing: to see what a sender really sends.",
    )
    .argument("<workflow>", "its name")
    .option("--wait <seconds>", "wait no longer (default: 300)", parseSeconds);
  addCommon(command).action(async (name: string, flags: unknown) => {
    const { data, json, wait } = listenOptions.parse(flags);
    await using target = await openTarget(io, data, "workflow listen");
    const deadline = Date.now() + wait * 1000;
    let event: unknown;
    while (event === undefined && Date.now() < deadline)
      event = await target.api.workflows.listen(name, Math.min(25_000, deadline - Date.now()));
    io.out(
      event === undefined
        ? json
          ? plainJson({ event: null })
          : "Nothing came.\n"
        : plainJson(json ? { event } : event),
    );
    finish(event === undefined ? exits.someFailed : exits.done);
  });
  addHelp(command, { examples: ["rollcall workflow listen zoom-create-user"], exits: [0, 1, 2, 4, 7], environment });
};
