import { type StepDoc, stepDocs } from "#steps";
import { filters } from "#workflows";

import { code, page, prose, table } from "./markdown.ts";

const fieldTable = ({ fields }: StepDoc): string => {
  const rows = fields.map(({ name, type, values, isNeeded, standard, what }) => [
    code(name),
    values.length === 0 ? prose(type) : values.map(code).join(" "),
    isNeeded ? "yes" : standard === "" ? "" : `default ${code(standard)}`,
    prose(what),
  ]);
  return rows.length === 0 ? "It has no `with`." : table(["with", "type", "needed", "what"], rows);
};

const section = (step: StepDoc): string => {
  const { type, summary, own, output, attempts, timeoutMs } = step;
  return [
    `## ${type}`,
    prose(summary),
    ...(own.length === 0 ? [] : [`Fields of the step itself: ${own.map(code).join(", ")}.`]),
    fieldTable(step),
    ...(attempts === undefined
      ? []
      : [
          `Without a \`retry\`: ${attempts} attempts in all. Without a \`timeout\`: ${(timeoutMs ?? 0) / 1000} s for each.`,
        ]),
    `Later steps read, for example: \`${JSON.stringify(output)}\``,
  ].join("\n\n");
};

/** docs/reference/steps.md */
export const stepsPage = (): string =>
  page(
    "# Steps of workflows",
    "Every type of step, what its `with` takes and what later steps can read of it as `${steps.<name>.…}`. How they are put together is in [the guide](../guides/workflows.md).",
    ...stepDocs().map(section),
    "## Filters of expressions",
    "`${path | filter: argument}`. There are no others, and nothing is ever evaluated.",
    table(
      ["filter", "arguments", "what it gives"],
      Object.entries(filters).map(
        ([
          name,
          {
            args: [least, most],
            what,
          },
        ]) => [code(name), least === most ? String(least) : `${least} to ${most}`, prose(what)],
      ),
    ),
  );
