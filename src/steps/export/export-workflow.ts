import type { Catalog } from "#catalog";
import { ours } from "#programs";
import { parseDefinition } from "#workflows";

import { describedStepTypes } from "../described-types.ts";
import { stepErrors } from "../errors.ts";
import type { Refusal } from "./cannot-carry.ts";
import { conductorWorkflow } from "./conductor-workflow.ts";
import { pipedreamComponent } from "./pipedream-component.ts";
import { PipedreamProps } from "./pipedream-props.ts";
import { PipedreamValues } from "./pipedream-values.ts";

/** What a definition can be carried over to. */
export const exportProducts = ["conductor", "pipedream"] as const;
export type ExportProduct = (typeof exportProducts)[number];

export interface ExportOptions {
  readonly product: ExportProduct;
  /** Leaves a gap with a description where something cannot be carried over, instead of refusing all of it. */
  readonly partial: boolean;
  /** Where the operations of `http` steps are found. */
  readonly catalog: Catalog;
}

export interface Exported {
  readonly text: string;
  /** What could not be carried over, one line each; only with `partial`. */
  readonly gaps: readonly string[];
  /** What whoever installs it must know, one line each. */
  readonly notes: readonly string[];
}

const lineOf = ({ step, why }: Refusal): string => `${step}: ${why}`;

/**
 * A definition as another product has it. No secret is in it: accounts and credentials become references.
 * @throws RC_WORKFLOWS_DEFINITION, RC_STEPS_EXPORT with one line for each step that cannot be carried over
 */
export const exportWorkflow = (
  source: { readonly name: string; readonly text: string },
  { product, partial, catalog }: ExportOptions,
): Exported => {
  const types = new Map(describedStepTypes().map((type) => [type.type, type]));
  const definition = parseDefinition(source.name, source.text, types);
  const refused: Refusal[] = [];
  const notes = new Set<string>();
  const text =
    product === "conductor"
      ? `${JSON.stringify(
          conductorWorkflow({ definition, catalog, types, refused, notes, taskDefinitions: [] }),
          null,
          2,
        )}\n`
      : pipedreamComponent(
          { definition, catalog, values: new PipedreamValues(), props: new PipedreamProps(), refused, functions: [] },
          ours("not executed here"),
        );
  notes.add("not executed here: try it before you rely on it");
  const gaps = refused.map(lineOf);
  if (gaps.length === 0 || partial) return { text, gaps, notes: [...notes] };
  throw stepErrors.make(
    "RC_STEPS_EXPORT",
    `${definition.name} cannot be carried over to ${product} as a whole:\n${gaps.join("\n")}`,
  );
};
