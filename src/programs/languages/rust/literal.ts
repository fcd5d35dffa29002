import { hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const character = (one: string): string => named[one] ?? (isPrintable(one) ? one : `\\u{${hex(one, 1)}}`);

const written = charactersBy(character);

/** A &str; never a format string, so braces mean nothing. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
