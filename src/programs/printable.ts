import { remembered } from "./remembered.ts";

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Whether a reader can see a character (or it is a space): everything else is escaped in literals. */
export const isPrintable = (character: string): boolean => printable.test(character);

const plainAscii = /^[ -~]*$/;

/** Whether a reader can see every character of a text. */
export const isAllPrintable = (text: string): boolean => plainAscii.test(text) || Array.from(text).every(isPrintable);

export const isAscii = (character: string): boolean => (character.codePointAt(0) ?? 0) < 0x80;

export const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** The number of a character in hexadecimal, with at least so many digits. */
export const hex = (character: string, digits: number): string =>
  codePoint(character).toString(16).toUpperCase().padStart(digits, "0");

const ascii = Array.from({ length: 128 }, (_none, code) => String.fromCharCode(code));

/**
 * Writes texts of which a language writes some characters otherwise, each always in the same way. Lone surrogates become U+FFFD:
 * no program could send them.
 */
export const charactersBy = (write: (character: string) => string): ((text: string) => string) => {
  // Which of ASCII they are is found out beforehand: bodies are full of signs that most languages leave as they are.
  const changed = ascii.filter((one) => write(one) !== one).map((one) => `\\x${hex(one, 2)}`);
  const special = `[${changed.join("")}]|[^\\0-\\x7f]`;
  const [first, all] = [new RegExp(special, "u"), new RegExp(special, "gu")];
  const written = remembered(write);
  return (text) => (first.test(text) ? text.toWellFormed().replaceAll(all, written) : text);
};
