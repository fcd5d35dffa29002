import { isAllPrintable } from "../../printable.ts";
import { Source } from "../../source.ts";

const named: ReadonlyMap<string, string> = new Map([
  ["\r\n", "vbCrLf"],
  ["\n", "vbLf"],
  ["\r", "vbCr"],
  ["\t", "vbTab"],
]);

/** VB takes a typographic or full-width quote in its source for a plain one. */
const isPlain = (text: string): boolean => isAllPrintable(text) && !/[“”＂]/.test(text);

const charactersByNumber = (text: string): readonly string[] =>
  Array.from({ length: text.length }, (_none, index) => `ChrW(${text.charCodeAt(index)})`);

/** Quoted text, names of characters and characters by number, in the order of the text. */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let plain = "";
  const endPlain = (): void => {
    if (plain !== "") pieces.push(`"${plain}"`);
    plain = "";
  };
  for (const one of text.toWellFormed().match(/[ !#-~]+|\r\n|[^]/gu) ?? []) {
    if (one === '"') plain += '""';
    else if (isPlain(one)) plain += one;
    else {
      endPlain();
      const name = named.get(one);
      pieces.push(...(name === undefined ? charactersByNumber(one) : [name]));
    }
  }
  endPlain();
  return pieces;
};

/** The compiler follows a chain of operators link by link: a text of many lines becomes a list instead. */
const maxOperands = 100;

/** A string without escapes, for there are none in VB; never interpolated, so braces mean nothing. */
export const literal = (text: string): Source => {
  const pieces = piecesOf(text);
  if (pieces.length === 0) return new Source('""');
  return new Source(
    pieces.length > maxOperands ? `String.Concat(New String() {${pieces.join(", ")}})` : pieces.join(" & "),
  );
};
