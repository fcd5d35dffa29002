import { headerKey } from "./header-key.ts";
import { nothing, type Reading, shown } from "./finding.ts";
import type { LicenceType } from "./types.ts";

/** @source POST /users, user_info.type: 1, 2, 4, 99; 3 is refused now (documented). */
const words: ReadonlyMap<string, LicenceType | "on-prem"> = new Map<string, LicenceType | "on-prem">([
  ...["1", "basic", "free", "zoombasic", "zoomworkplacebasic"].map((word) => [word, 1] as const),
  ...["2", "licensed", "licenced", "pro", "paid"].map((word) => [word, 2] as const),
  ...["4", "unassigned", "unassignedwithoutmeetingsbasic"].map((word) => [word, 4] as const),
  ...["99", "none"].map((word) => [word, 99] as const),
  ...["3", "onprem", "onpremise", "onpremises"].map((word) => [word, "on-prem"] as const),
]);

export const isLicenceWord = (cell: string): boolean => words.has(headerKey(cell));

const understood = "Understood are: 1 or Basic or Free, 2 or Licensed or Pro or Paid, 4 or Unassigned, 99 or None.";

/** The user type that a word or number means; an empty cell says nothing. */
export const readLicence = (cell: string): Reading<LicenceType> => {
  if (cell.trim() === "") return nothing;
  const value = words.get(headerKey(cell));
  if (value === "on-prem") {
    const what = "Zoom no longer accepts On-prem users (type 3)";
    return { problems: [{ code: "licence_on_prem", what, fix: understood }], notes: [] };
  }
  if (value !== undefined) return { value, ...nothing };
  return {
    problems: [{ code: "licence_unknown", what: `${shown(cell.trim())} is not a licence`, fix: understood }],
    notes: [],
  };
};
