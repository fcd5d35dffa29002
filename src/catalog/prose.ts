import { plainText } from "./names.ts";
import type { DocumentedError, Schema } from "./operation.ts";

const requiredMark = /^\s*(?:\(\s*required\s*\)|\*\*\(?required\)?\*\*|required\s*[.:])\s*/i;
const enumMarks = [
  /\((?:this\s+)?can only be one of:?\s+([^)]+)\)/i,
  /\bcan only be one of:?\s+(.+?)(?:\.\s|\.?$)/im,
  /\b(?:allowed|valid|possible) values(?: are|:)\s*(.+?)(?:\.\s|\.?$|\n)/i,
  /\bmust be one of:?\s+(.+?)(?:\.\s|\.?$|\n)/i,
];
const word = /^[\w.:@/+-]{1,64}$/;

/** Values named in prose: "(This can only be one of create,autoCreate)". One that is no plain word spoils the list. */
const valuesIn = (text: string): readonly string[] | undefined => {
  for (const mark of enumMarks) {
    const list = mark.exec(text)?.[1];
    if (list === undefined) continue;
    const values = list
      .split(/\s*(?:,|┃|\||;|\bor\b)\s*/)
      .map((value) => value.trim().replace(/^["'`*]+|["'`*]+$/g, ""))
      .filter((value) => value !== "");
    if (values.length > 1 && values.every((value) => word.test(value))) return [...new Set(values)];
  }
  return undefined;
};

export interface Described {
  readonly required: boolean;
  readonly description?: string;
  readonly values?: readonly string[];
}

/** What the prose about a field says beside being prose. */
export const describe = (text: string | undefined): Described => {
  if (text === undefined || text.trim() === "") return { required: false };
  const required = requiredMark.test(text);
  const description = (required ? text.replace(requiredMark, "") : text).trim();
  const values = valuesIn(text);
  return {
    required,
    ...(description === "" ? {} : { description }),
    ...(values === undefined ? {} : { values }),
  };
};

/** A schema with the values that prose names, as far as they fit its type. */
export const withValues = (schema: Schema, values: readonly string[] | undefined): Schema => {
  if (values === undefined || schema.enum !== undefined) return schema;
  if (schema.type === "string") return { ...schema, enum: values };
  if (schema.type !== "integer" && schema.type !== "number") return schema;
  const numbers = values.map(Number);
  return numbers.every(Number.isFinite) ? { ...schema, enum: numbers } : schema;
};

const statusMark = /\**HTTP Status Codes?:?\**:?\s*`?(\d{3})`?(?:\s*\*\*[^*\n]{1,60}\*\*)?/gi;
const codeMark = /\**Error Codes?\s*:?\**\s*:?\s*`?(\d{1,9})`?(?:\s*,\s*`?\d{1,9}`?)*/gi;
const genericMark = /^\s*(?:bad request|not found|conflict|forbidden|unauthorized|too many requests)\.?\s*/i;

/** The status that a saved answer's name states. */
export const statusIn = (name: string): number | undefined => {
  const found = new RegExp(statusMark.source, "i").exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The name without the status that it states. */
export const withoutStatus = (name: string): string => name.replaceAll(statusMark, "");

/** Error codes and messages in the name or description of an error answer. */
export const errorsIn = (text: string, status: number): readonly DocumentedError[] => {
  if (status < 400) return [];
  const body = withoutStatus(text);
  const marks = [...body.matchAll(codeMark)];
  if (marks.length === 0) {
    const message = plainText(body);
    return message === "" ? [] : [{ status, message }];
  }
  return marks.flatMap((mark, index) => {
    const message = plainText(body.slice(mark.index + mark[0].length, marks[index + 1]?.index));
    const named = [...mark[0].matchAll(/\d+/g)].map(([code]) => Number(code));
    return named.map((code) => ({
      status,
      code,
      message: message === "" ? plainText(body.slice(0, mark.index)).replace(genericMark, "") : message,
    }));
  });
};

export interface Facts {
  readonly prerequisites: readonly string[];
  readonly rateLabel?: string;
}

const rateMark = /\**\[?Rate Limit Label\]?(?:\([^)]*\))?:?\**:?\s*`?([A-Za-z-]+)`?/i;
const scopesMark = /\*\*\s*(?:Granular )?Scopes?:?\s*\*\*:?\s*((?:`[^`\n]+`[\s,]*(?:or\s+)?)+)/gi;
const prerequisitesMark = /\*\*\s*Prerequisites?:?\s*\*\*:?/i;
const maxBlock = 4000;

const prerequisitesBlock = (description: string): string => {
  const mark = prerequisitesMark.exec(description);
  if (mark === null) return "";
  const start = mark.index + mark[0].length;
  const [block = ""] = description
    .slice(start, start + maxBlock)
    .trimStart()
    .split(/\n\s*\n|\*\*/);
  return block;
};

/** Scopes, prerequisites and rate label in an operation's description. */
export const factsIn = (description: string | undefined): Facts => {
  if (description === undefined) return { prerequisites: [] };
  const scopes = [
    ...new Set(
      [...description.matchAll(scopesMark)].flatMap(([, list = ""]) =>
        [...list.matchAll(/`([^`]+)`/g)].flatMap(([, scope = ""]) => scope.split(/[\s,]+/)),
      ),
    ),
  ].filter((scope) => scope !== "");
  const needs = prerequisitesBlock(description)
    .split(/\n|<br\s*\/?>/)
    .map((line) => plainText(line.replace(/^\s*[*-]\s+/, "")))
    .filter((line) => line !== "");
  const rateLabel = rateMark.exec(description)?.[1];
  return {
    prerequisites: [...(scopes.length === 0 ? [] : [`Any one of these scopes: ${scopes.join(", ")}.`]), ...needs],
    ...(rateLabel === undefined ? {} : { rateLabel }),
  };
};
