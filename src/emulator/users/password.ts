import { passwordRule } from "#zoom";

import type { AccountSettings } from "../records.ts";

const tooEasy = new Set(["password1", "passw0rd", "qwerty123", "welcome1", "letmein1", "zoom1234", "admin123"]);

/** Length of the longest ascending or descending run of neighbouring characters. */
const longestRun = (text: string): number => {
  let longest = 1;
  for (const step of [1, -1]) {
    let run = 1;
    for (let at = 1; at < text.length; at += 1) {
      run = text.charCodeAt(at) - text.charCodeAt(at - 1) === step ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
  }
  return longest;
};

/** Whether Zoom takes a password: the default rule, and the account's enhanced one. */
export const isPasswordAllowed = (password: string, rule: AccountSettings["password"]): boolean =>
  password.length >= Math.max(passwordRule.minLength, rule.minimumLength) &&
  password.length <= passwordRule.maxLength &&
  /\d/.test(password) &&
  /\p{Lu}/u.test(password) &&
  /\p{Ll}/u.test(password) &&
  new Set(password).size > 1 &&
  longestRun(password) < (rule.consecutive >= 4 ? rule.consecutive : password.length) &&
  (!rule.special || /[^\p{L}\p{N}]/u.test(password)) &&
  (!rule.weak || !tooEasy.has(password.toLowerCase()));
