import { cleanText } from "./clean.ts";
import { type Finding, nothing, type Reading, shown } from "./finding.ts";

/** What two addresses are compared by. @source Zoom compares without case (assumed). */
export const emailKey = (email: string): string => email.trim().toLowerCase();

const maxCharacters = 128;
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

const faultIn = (email: string): string | undefined => {
  const parts = email.split("@");
  const [local = "", domain = ""] = parts;
  const labels = domain.split(".");
  if (/\s/.test(email)) return "contains a space";
  if (/#ext#/i.test(email)) return "is the internal name of a guest account in Entra ID, not an address";
  if (parts.length === 1) return "has no @";
  if (parts.length > 2) return "has more than one @";
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0000-\u007F]/.test(email)) return "contains letters other than a-z";
  if (email.includes("..")) return "has two dots in a row";
  if (local === "") return "has nothing before the @";
  if (!localPart.test(local) || local.length > 64) return "is not valid before the @";
  if (labels.length < 2) return "has no dot in its domain";
  if (!labels.every((part) => label.test(part)) || /^\d+$/.test(labels.at(-1) ?? "")) return "has no valid domain";
  // @source POST /users, user_info.email: at most 128 characters (documented).
  return email.length > maxCharacters ? `is longer than Zoom's ${maxCharacters} characters` : undefined;
};

const wrapped = /^[^<>]*<\s*([^<>\s]+)\s*>$/;

const unwrap = (text: string): string => (wrapped.exec(text)?.[1] ?? text).replace(/^mailto:/i, "");

/** The address in a cell: unwrapped from `mailto:` and `Name <…>`, its domain in lower case, its syntax checked. */
export const readEmail = (cell: string): Reading<string> => {
  const { value: text, problems, notes: cleaned } = cleanText(cell);
  if (text === undefined) return nothing;
  const bare = unwrap(text);
  const email = bare.replace(/@.*$/, (domain) => domain.toLowerCase());
  const notes: Finding[] = [...cleaned];
  if (bare !== text) notes.push({ code: "email_unwrapped", what: `${shown(bare)} was taken out of ${shown(text)}` });
  if (email !== bare)
    notes.push({ code: "email_lowered", what: `the domain of ${shown(email)} was written in lower case` });
  const fault = faultIn(email);
  if (problems.length > 0) return { problems, notes };
  if (fault === undefined) return { value: email, problems, notes };
  return { problems: [{ code: "email_invalid", what: `${shown(text)} ${fault}`, fix: "Correct the address." }], notes };
};
