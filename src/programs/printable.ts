const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Whether a reader can see a character (or it is a space): everything else is escaped in literals. */
export const isPrintable = (character: string): boolean => printable.test(character);

export const isAscii = (character: string): boolean => (character.codePointAt(0) ?? 0) < 0x80;

export const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** The number of a character in hexadecimal, with at least so many digits. */
export const hex = (character: string, digits: number): string =>
  codePoint(character).toString(16).toUpperCase().padStart(digits, "0");

/** What no language writes otherwise than it is. */
const special = /[^A-Za-z0-9 ,.:;/_=+-]/gu;

/** Each character as a language writes it. Lone surrogates become U+FFFD: no program could send them. */
export const mapCharacters = (text: string, write: (character: string) => string): string =>
  text.toWellFormed().replaceAll(special, (character) => write(character));
