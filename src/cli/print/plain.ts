/**
 * Foreign text made harmless for a terminal: control characters (escape sequences begin with one), and the invisible
 * ones that reorder what one reads, are shown as \u codes.
 */
export const plain = (text: string): string =>
  text.replaceAll(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The same for text of several lines: line feeds stay. */
export const plainLines = (text: string): string => text.split("\n").map(plain).join("\n");

const harmless = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** One JSON document for stdout, without characters that a terminal obeys. */
export const plainJson = (value: unknown): string => `${harmless(JSON.stringify(value, null, 2))}\n`;

/** The same on one line, for logs and streams of events. */
export const plainJsonLine = (value: unknown): string => `${harmless(JSON.stringify(value))}\n`;
