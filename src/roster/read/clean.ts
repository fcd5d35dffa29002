import { type Finding, type Reading, shown } from "./finding.ts";

// Zero-width and direction marks, soft hyphens, byte order marks.
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
// The two joiners are part of the spelling after a letter of these scripts, and invisible junk anywhere else.
const strayJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Khmer}\p{Script=Malayalam}\p{Script=Mongolian}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}])[\u200C\u200D]/gu;
const formulaError = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i;
// What UTF-8 looks like after it was read as Windows-1252.
const misread = /[\u00C3\u00C2][\u0080-\u00BF]|\u00E2\u20AC/;

const problemsIn = (text: string): Finding[] => {
  if (formulaError.test(text)) {
    return [
      {
        code: "formula_error",
        what: `the cell holds the spreadsheet error ${text}`,
        fix: "Correct it and export again.",
      },
    ];
  }
  if (text.includes("\uFFFD")) {
    return [{ code: "damaged_text", what: `${shown(text)} holds a damaged character`, fix: "Write the word again." }];
  }
  return /\p{Cc}/u.test(text)
    ? [{ code: "control_character", what: `${shown(text)} holds a control character`, fix: "Write the cell again." }]
    : [];
};

/** A text cell without what nobody sees: outer and double spaces, line ends, invisible characters; accents composed. */
export const cleanText = (cell: string): Reading<string> => {
  const visible = cell.replace(invisible, "").replace(strayJoiner, "");
  const spaced = visible.replace(/\s+/g, " ").trim();
  const value = spaced.normalize("NFC");
  if (value === cell) return { ...(value === "" ? {} : { value }), problems: problemsIn(value), notes: notesOn(value) };
  const notes: Finding[] = [];
  if (visible !== cell)
    notes.push({ code: "invisible_removed", what: `invisible characters were removed from ${shown(value)}` });
  if (spaced !== visible && spaced !== "") {
    notes.push({ code: "spaces_removed", what: `needless spaces or line ends were removed from ${shown(value)}` });
  }
  if (value !== spaced)
    notes.push({ code: "accents_composed", what: `accents of ${shown(value)} were joined to their letters` });
  return { ...(value === "" ? {} : { value }), problems: problemsIn(value), notes: [...notes, ...notesOn(value)] };
};

const notesOn = (text: string): Finding[] =>
  misread.test(text)
    ? [
        {
          code: "misread_suspected",
          what: `${shown(text)} looks like text that was read with the wrong encoding before it was exported`,
          fix: "Compare it with the source.",
        },
      ]
    : [];
