import { hex, isPrintable, mapCharacters } from "../../printable.ts";
import { remembered } from "../../remembered.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const character = (one: string): string => named[one] ?? (isPrintable(one) ? one : `\\u{${hex(one, 1)}}`);

/** A &str; never a format string, so braces mean nothing. */
export const literal = remembered((text: string): Source => new Source(`"${mapCharacters(text, character)}"`));
