import type { Operation } from "#zoom";
import { hosts } from "#zoom";
import { type Expression, parseTemplate, type StepDefinition, type Template } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";

/** Who a call is sent as. Never a secret itself: the name of what holds it. */
export type CallAuth =
  | { readonly kind: "zoom"; readonly account: string }
  | { readonly kind: "bearer" | "basic"; readonly credential: string; readonly header: string };

/** One HTTP call of a step; texts in it may hold our expressions. */
export interface PlannedCall {
  readonly method: string;
  /** Texts are encoded, and expressions end in the filter `url` where they must be. */
  readonly url: Template;
  /** Encoded by whoever writes the URL. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly auth?: CallAuth;
  /** Statuses that are a success; 200 to 299 when absent. */
  readonly success?: readonly number[];
}

const urlFilter = { name: "url", args: [] };

/** A value as a part of a URL. */
export const encoded = (value: unknown): Template => {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw new CannotCarry("a part of its URL is neither a text nor a number");
  return parseTemplate(String(value)).map((part) =>
    typeof part === "string" ? encodeURIComponent(part) : { ...part, filters: [...part.filters, urlFilter] },
  );
};

/** The expression that a text consists of; undefined where there is more to it, or less. */
export const onlyExpression = (value: unknown): Expression | undefined => {
  if (typeof value !== "string") return undefined;
  const parts = parseTemplate(value);
  const [only] = parts;
  return parts.length === 1 && typeof only === "object" ? only : undefined;
};

/** What a field falls back to when its expression finds nothing, written as the expression language has it. */
export const withDefault = (value: unknown, fallback: string | number): unknown => {
  if (value === undefined) return fallback;
  const expression = onlyExpression(value);
  if (typeof value !== "string" || expression === undefined || expression.filters.at(-1)?.name === "default")
    return value;
  const literal = typeof fallback === "number" ? String(fallback) : `'${fallback}'`;
  return `${value.slice(0, -1)} | default: ${literal}}`;
};

/** Zoom's URL of an operation, its parameters filled in. */
export const zoomUrl = ({ path }: Operation, values: Readonly<Record<string, unknown>>): Template =>
  `${hosts.api}${path}`
    .split(/(\{\w+\})/)
    .flatMap((part): Template =>
      part.startsWith("{") ? encoded(values[part.slice(1, -1)]) : part === "" ? [] : [part],
    );

const secretName = /^(?:authorization|proxy-authorization|cookie)$|token|secret|api-?key|passw/i;

/**
 * A definition is no place for secrets, and what is made of it neither.
 * @throws CannotCarry
 */
export const refuseSecrets = (what: string, values: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(values))
    if (
      secretName.test(name) &&
      typeof value === "string" &&
      parseTemplate(value).some((part) => typeof part === "string")
    )
      throw new CannotCarry(`the ${what} "${name}" looks like a secret that is written out: name a credential instead`);
};

/** A field of the step that must be there and be a text. */
export const textField = ({ with: given }: StepDefinition, name: string): string => {
  const value = given[name];
  if (typeof value !== "string") throw new CannotCarry(`its field "${name}" is no text`);
  return value;
};
