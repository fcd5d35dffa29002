import { stripVTControlCharacters } from "node:util";

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const isWide = (character: string): boolean => wide.test(character) || (character.codePointAt(0) ?? 0) >= 0x1f300;

/** Columns that a text takes on a terminal. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of stripVTControlCharacters(text).normalize("NFC"))
    width += /\p{M}/u.test(character) ? 0 : isWide(character) ? 2 : 1;
  return width;
};

/** Lines with aligned columns, each indented by two; numbers (as marked) to the right. The last column is not padded. */
export const table = (rows: readonly (readonly string[])[], right: readonly number[] = []): string => {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const gap = " ".repeat((widths[at] ?? 0) - widthOf(cell));
        return right.includes(at) ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  return rows.map((row) => `  ${line(row)}\n`).join("");
};
