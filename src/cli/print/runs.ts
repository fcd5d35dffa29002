import type { AttemptView, RunDetail, RunView, StepView } from "#workflows";

import type { Session } from "../session.ts";
import { plain, plainLines } from "./plain.ts";
import { table } from "./table.ts";

type Style = Session["style"];

const paint = (style: Style, state: string): string => {
  if (state === "completed") return style.good(state);
  if (state === "failed" || state === "canceled" || state === "timed_out") return style.bad(state);
  return style.warn(state);
};

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

/** A run as scripts see it. */
export const runDocument = (run: RunView): object => ({
  id: run.id,
  workflow: run.workflow,
  version: run.version,
  state: run.state,
  trigger: run.trigger,
  created_at: run.createdAt,
  started_at: run.startedAt ?? null,
  finished_at: run.finishedAt ?? null,
  ...(run.rerunOf === undefined ? {} : { rerun_of: run.rerunOf }),
  ...(run.parent === undefined ? {} : { parent: run.parent }),
  ...(run.error === undefined ? {} : { error: run.error }),
});

const attemptDocument = ({ startedAt, finishedAt, ...attempt }: AttemptView): object => ({
  ...attempt,
  started_at: startedAt,
  finished_at: finishedAt ?? null,
});

export const detailDocument = ({
  triggerData,
  output,
  response,
  steps,
  truncated,
  approvals,
  ...run
}: RunDetail): object => ({
  ...runDocument(run),
  trigger_data: triggerData,
  ...(output === undefined ? {} : { output }),
  ...(response === undefined ? {} : { response }),
  steps: steps.map(({ attempts, ...step }) => ({ ...step, attempts: attempts.map(attemptDocument) })),
  truncated,
  approvals,
});

export const runTable = (runs: readonly RunView[], { style, rollcall }: Session): string => {
  if (runs.length === 0) return `No runs yet. Start one: ${rollcall} workflow run <name> --input '{}'\n`;
  const head = ["run", "workflow", "version", "state", "trigger", "created", "error"];
  const lines = runs.map(({ id, workflow, version, state, trigger, createdAt, error }) => [
    plain(id),
    plain(workflow),
    String(version),
    paint(style, state),
    trigger,
    createdAt,
    error === undefined ? "" : plain(`${error.step === undefined ? "" : `${error.step}: `}${error.code}`),
  ]);
  return table([head.map((cell) => style.dim(cell)), ...lines], [2]);
};

const attemptLine = ({ attempt, state, ms, exchanges, error }: AttemptView, style: Style): readonly string[] => [
  `  attempt ${attempt}`,
  paint(style, state),
  ms === undefined ? "" : seconds(ms),
  exchanges
    .map(
      ({ method, url, response }) =>
        `${method} ${plain(URL.parse(url)?.pathname ?? url)} ${response?.status ?? "no answer"}`,
    )
    .join(", "),
  error === undefined ? "" : plain(error.message.slice(0, 160)),
];

const stepLines = (step: StepView, style: Style): readonly (readonly string[])[] => [
  [plain(step.name), paint(style, step.state), step.type, "", ""],
  ...(step.attempts.length > 1 ||
  step.attempts.some(({ exchanges, error }) => exchanges.length > 0 || error !== undefined)
    ? step.attempts.map((attempt) => attemptLine(attempt, style))
    : []),
];

const shownJson = (value: unknown): string => plainLines(JSON.stringify(value, null, 2)).replaceAll("\n", "\n  ");

/** A run with its steps and their attempts. */
export const runCard = (run: RunDetail, { style, rollcall }: Session): string => {
  const { id, workflow, version, state, createdAt, finishedAt, error, output, approvals, rerunOf } = run;
  const took = finishedAt === undefined ? "" : `, ${seconds(Date.parse(finishedAt) - Date.parse(createdAt))}`;
  const again = rerunOf === undefined ? "" : `, again for ${plain(rerunOf)}`;
  const lines = [
    `${style.bold(plain(id))}  ${paint(style, state)}  ${plain(workflow)} version ${version}${again}, ${createdAt}${took}\n`,
    `\n${table(run.steps.flatMap((step) => stepLines(step, style)))}`,
  ];
  if (error !== undefined)
    lines.push(
      `\n  ${style.bad("error")} ${plain(error.code)}: ${plain(error.message)}${error.fix === undefined ? "" : `\n  fix: ${plain(error.fix)}`}\n`,
    );
  if (output !== undefined && output !== null) lines.push(`\n  output ${shownJson(output)}\n`);
  for (const { step, message } of approvals)
    lines.push(
      `\n  waits for a decision at ${plain(step)}${message === undefined ? "" : `: ${plain(message)}`}\n  ${rollcall} workflow approve ${plain(id)}\n`,
    );
  if (run.truncated) lines.push("\n  There are more attempts than are shown.\n");
  return lines.join("");
};
