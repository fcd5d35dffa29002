import { styleText } from "node:util";

type Paint = (text: string) => string;

/** Colours, or none of them. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
}

const none: Paint = (text) => text;

const paint =
  (format: Parameters<typeof styleText>[0]): Paint =>
  (text) =>
    text === "" ? "" : styleText(format, text, { validateStream: false });

/** Colour only on a terminal and without NO_COLOR. */
export const makeStyle = (isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Style =>
  isTerminal && (env["NO_COLOR"] ?? "") === ""
    ? { bold: paint("bold"), dim: paint("dim"), good: paint("green"), bad: paint("red"), warn: paint("yellow") }
    : { bold: none, dim: none, good: none, bad: none, warn: none };
