/** JSON as a value in which an integer beyond 2^53 is a bigint: a type for what is to be sent. */
export type ExactValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly ExactValue[]
  | { readonly [key: string]: ExactValue };

/** `JSON.rawJSON` and the source text in revivers exist since Node 22; TypeScript's es2024 library does not name them. */
interface SourceTextJson {
  rawJSON(text: string): unknown;
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
}
const isSourceTextJson = (json: unknown): json is SourceTextJson =>
  typeof json === "object" && json !== null && "rawJSON" in json;
const plainJson: unknown = JSON;
const sourceTextJson = isSourceTextJson(plainJson) ? plainJson : undefined;

const longNumber = /\d{16}/;

/**
 * JSON that keeps every digit of large integers. Zoom's licence codes reach 2^59, and JavaScript prints 2^56 as
 * 72057594037927940: sent like that, it is another licence.
 * @source Zoom's own published enum shows the damage for 2^56, 2^57 and 2^59 (documented).
 */
export const exactJson = {
  /** Writes bigints as plain digits. */
  stringify(value: unknown): string {
    try {
      return JSON.stringify(value);
    } catch (error) {
      // A bigint, which is rare: a replacer is called for every value and costs ten times the writing itself.
      if (!(error instanceof TypeError)) throw error;
    }
    return JSON.stringify(value, (_key, item: unknown) =>
      typeof item === "bigint" && sourceTextJson !== undefined ? sourceTextJson.rawJSON(item.toString()) : item,
    );
  },
  /** Reads integers that a number cannot hold as bigints; throws SyntaxError as JSON.parse does. */
  parse(text: string): unknown {
    if (!longNumber.test(text) || sourceTextJson === undefined) return JSON.parse(text);
    return sourceTextJson.parse(text, (_key, value, { source }) =>
      typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
        ? BigInt(source)
        : value,
    );
  },
} as const;
