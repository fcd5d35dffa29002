import { headerKey } from "./header-key.ts";
import { nothing, type Reading, shown } from "./finding.ts";

const gone = new Set(
  "inactive tobedeleted disabled suspended terminated deleted archived left leaver former resigned retired inaktiv".split(
    " ",
  ),
);
const no = new Set(["false", "no", "0", "n"]);
const yes = new Set(["true", "yes", "1", "y"]);

const isGone = (column: string, word: string): boolean => {
  if (gone.has(word)) return true;
  return /enable/.test(headerKey(column))
    ? no.has(word)
    : /suspended|archived/.test(headerKey(column)) && yes.has(word);
};

/** Whether the source calls this person gone (OneRoster "tobedeleted", Entra accountEnabled "false" …): no account then. */
export const readStatus = (column: string, cell: string): Reading<never> => {
  if (!isGone(column, headerKey(cell))) return nothing;
  const fix = `Remove the row; or, if this person is to have an account, use --map "${column}=ignore".`;
  const what = `the file says ${shown(cell.trim())}: this person is not active there`;
  return { problems: [{ code: "inactive_in_source", what, fix }], notes: [] };
};
