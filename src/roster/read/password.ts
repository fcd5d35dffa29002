import type { Finding } from "./finding.ts";

/** True when the whole text is one rising or falling run such as 12345678 or hgfedcba. */
const isRun = (text: string): boolean => {
  const codes = Array.from(text.toLowerCase(), (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
};

/**
 * Zoom's basic rule, in the order in which it is told.
 * @source POST /users, user_info.password: 8-32 characters, a letter, a digit, both cases, not one repeated character,
 * no consecutive run (documented); that only a run over the whole password counts is assumed.
 */
const rules: readonly { readonly code: string; readonly holds: (text: string) => boolean; readonly what: string }[] = [
  {
    code: "password_length",
    holds: (text) => text.length >= 8 && text.length <= 32,
    what: "must have 8 to 32 characters",
  },
  { code: "password_letter", holds: (text) => /[a-z]/i.test(text), what: "must have a letter" },
  { code: "password_digit", holds: (text) => /\d/.test(text), what: "must have a digit" },
  {
    code: "password_case",
    holds: (text) => /[a-z]/.test(text) && /[A-Z]/.test(text),
    what: "must have upper and lower case letters",
  },
  { code: "password_repeated", holds: (text) => !/^(.)\1*$/su.test(text), what: "must not be one character repeated" },
  {
    code: "password_run",
    holds: (text) => text.length < 2 || !isRun(text),
    what: "must not be one run such as 12345678",
  },
];

/** What Zoom would refuse in the password of an autoCreate user. The findings never hold the password. */
export const checkPassword = (password: string | undefined): Finding[] => {
  if (password === undefined || password === "") {
    const what = "autoCreate needs a password, and there is none";
    return [{ code: "password_missing", what, fix: "Fill in the password, or use another action." }];
  }
  const fix = "Choose another password.";
  return rules
    .filter(({ holds }) => !holds(password))
    .map(({ code, what }) => ({ code, what: `the password ${what}`, fix }));
};
