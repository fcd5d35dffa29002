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

/** What no language writes otherwise than it is. */
const special = /[^A-Za-z0-9 ,.:;/_=+-]/u;
const specials = new RegExp(special, "gu");

type Write = (character: string) => string;

/** What languages made of characters: bodies are full of the same few. */
const writers = new WeakMap<Write, Write>();

const remembering = (write: Write): Write => {
  const writer = writers.get(write) ?? remembered(write);
  writers.set(write, writer);
  return writer;
};

/** Each character as a language writes it, always in the same way. Lone surrogates become U+FFFD: no program could send them. */
export const mapCharacters = (text: string, write: Write): string => {
  const wellFormed = text.toWellFormed();
  return special.test(wellFormed) ? wellFormed.replaceAll(specials, remembering(write)) : wellFormed;
};
