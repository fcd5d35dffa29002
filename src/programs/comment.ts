import { Source } from "./source.ts";

/**
 * Foreign text as it may stand in a comment of any language: no line ends, no invisible or direction-changing characters,
 * no backslash (Java reads \u000a there, C continues the line) and nothing that closes a comment or a block of PHP.
 */
const tame = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Z}]+/gu, " ")
    .replaceAll("\\", "/")
    .replaceAll("?>", "? >")
    .replaceAll("*/", "* /")
    .replaceAll("/*", "/ *")
    .replaceAll("--", "- -")
    .replaceAll("]]", "] ]")
    .replaceAll("#", "+")
    .trim();

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].filter((one) => one !== "");
};

const maxCharacters = 400;

/** Foreign text in lines for comments. An underscore at the end would go on in VB. */
export const commentLines = (text: string): readonly string[] =>
  wrap(tame(text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text), 100).map((line) =>
    line.replace(/_+$/, ""),
  );

/** Foreign text as line comments; `mark` is the language's own, such as `#`. */
export const lineComments = (text: string, mark: string): readonly Source[] =>
  commentLines(text).map((line) => new Source(`${mark} ${line}`));
