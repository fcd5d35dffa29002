import { passwordRule } from "#zoom";

import type { AccountSettings } from "../account-settings.ts";

const tooEasy = new Set(["password1", "passw0rd", "qwerty123", "welcome1", "letmein1", "zoom1234", "admin123"]);

/** Length of the longest ascending or descending run of neighbouring characters. */
const longestRun = (text: string): number => {
  let longest = 1;
  let up = 1;
  let down = 1;
  for (let at = 1; at < text.length; at += 1) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    up = step === 1 ? up + 1 : 1;
    down = step === -1 ? down + 1 : 1;
    if (up > longest) longest = up;
    if (down > longest) longest = down;
  }
  return longest;
};

/** Most passwords are ASCII, and a class of 26 letters is found at once. */
const hasUpper = (text: string): boolean => /[A-Z]/.test(text) || /\p{Lu}/u.test(text);
const hasLower = (text: string): boolean => /[a-z]/.test(text) || /\p{Ll}/u.test(text);

/** The rule a password breaks. */
export type PasswordFault =
  | "tooShort"
  | "length"
  | "tooLong"
  | "oneCharacter"
  | "run"
  | "letter"
  | "digit"
  | "letterCase"
  | "special"
  | "tooEasy";

/** Below this many characters Zoom has words of their own. */
const shortest = 6;

/** Characters the account asks for at least. */
export const lengthRule = (rule: AccountSettings["password"]): number =>
  Math.max(passwordRule.minLength, rule.minimumLength);

const lengthFault = (password: string, rule: AccountSettings["password"]): PasswordFault | undefined => {
  if (password.length < shortest) return "tooShort";
  if (password.length < lengthRule(rule)) return "length";
  return password.length > passwordRule.maxLength ? "tooLong" : undefined;
};

/** The first rule that a password breaks: the default rule, and the account's enhanced one; undefined = Zoom takes it. */
export const passwordFault = (password: string, rule: AccountSettings["password"]): PasswordFault | undefined => {
  const length = lengthFault(password, rule);
  if (length !== undefined) return length;
  const [upper, lower] = [hasUpper(password), hasLower(password)];
  // A digit, an upper and a lower case letter: never one character repeated. Only a password without them is looked at.
  if (!(upper && lower) && new Set(password).size === 1) return "oneCharacter";
  if (longestRun(password) >= (rule.consecutive >= 4 ? rule.consecutive : password.length)) return "run";
  if (!upper && !lower && !/\p{L}/u.test(password)) return "letter";
  if (!/\d/.test(password)) return "digit";
  if (!upper || !lower) return "letterCase";
  if (rule.special && !/[^\p{L}\p{N}]/u.test(password)) return "special";
  return rule.weak && tooEasy.has(password.toLowerCase()) ? "tooEasy" : undefined;
};

/** Whether Zoom takes a password. */
export const isPasswordAllowed = (password: string, rule: AccountSettings["password"]): boolean =>
  passwordFault(password, rule) === undefined;
