import { passwordRule } from "#zoom";

import type { AccountSettings } from "../records.ts";

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

/** Whether Zoom takes a password: the default rule, and the account's enhanced one. */
export const isPasswordAllowed = (password: string, rule: AccountSettings["password"]): boolean =>
  password.length >= Math.max(passwordRule.minLength, rule.minimumLength) &&
  password.length <= passwordRule.maxLength &&
  /\d/.test(password) &&
  // A digit, an upper and a lower case letter: never one character repeated.
  hasUpper(password) &&
  hasLower(password) &&
  longestRun(password) < (rule.consecutive >= 4 ? rule.consecutive : password.length) &&
  (!rule.special || /[^\p{L}\p{N}]/u.test(password)) &&
  (!rule.weak || !tooEasy.has(password.toLowerCase()));
