import { createCatalog } from "#catalog";
import { createStepTypes } from "#steps";
import { filters, flowTypes } from "#workflows";
import { z } from "zod";

import { code, page, prose, table } from "./markdown.ts";

const unused = (): never => {
  throw new Error("a page runs no step");
};

const types = createStepTypes({
  clock: unused,
  openAccount: unused,
  catalog: () => createCatalog(),
  outbound: unused,
  planRoster: unused,
  sandbox: { run: unused },
});

const propertySchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});
const schemaSchema = z.looseObject({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

const fieldTable = (input: z.ZodObject): string => {
  const { properties, required } = schemaSchema.parse(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }));
  const rows = Object.entries(properties).map(([name, field]) => [
    code(name),
    field.enum === undefined
      ? prose([field.type ?? "any"].flat().join(", "))
      : field.enum.map((value) => code(String(value))).join(" "),
    required.includes(name)
      ? "yes"
      : field.default === undefined
        ? ""
        : `default ${code(JSON.stringify(field.default))}`,
    prose(field.description ?? ""),
  ]);
  return rows.length === 0 ? "It has no `with`." : table(["with", "type", "needed", "what"], rows);
};

interface Documented {
  readonly type: string;
  readonly summary: string;
  readonly input: z.ZodObject;
  readonly output: Readonly<Record<string, unknown>>;
  readonly fields?: readonly string[];
  readonly attempts?: number;
  readonly timeoutMs?: number;
}

const section = ({ type, summary, input, output, fields = [], attempts, timeoutMs }: Documented): string =>
  [
    `## ${type}`,
    prose(summary),
    ...(fields.length === 0 ? [] : [`Fields of the step itself: ${fields.map(code).join(", ")}.`]),
    fieldTable(input),
    ...(attempts === undefined
      ? []
      : [
          `Without a \`retry\`: ${attempts} attempts in all. Without a \`timeout\`: ${(timeoutMs ?? 0) / 1000} s for each.`,
        ]),
    `Later steps read, for example: \`${JSON.stringify(output)}\``,
  ].join("\n\n");

/** docs/reference/steps.md */
export const stepsPage = (): string =>
  page(
    "# Steps of workflows",
    "Every type of step, what its `with` takes and what later steps can read of it as `${steps.<name>.…}`. How they are put together is in [the guide](../guides/workflows.md).",
    ...[...types, ...flowTypes].toSorted((one, other) => one.type.localeCompare(other.type)).map(section),
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
