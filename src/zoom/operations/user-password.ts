import { envelopeErrors } from "../envelope.ts";
import { type ErrorTemplate, operation } from "../operation.ts";
import { documented, inferred, unknown } from "../source.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");
const bad = (code: number, message: string, trigger: string): ErrorTemplate => ({
  status: 400,
  code,
  message,
  trigger,
  source: oas,
});

export const userPassword = operation({
  id: "userPassword",
  method: "PUT",
  path: "/users/{userId}/password",
  summary: "Update a user's password",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:update:password", "user:update:password:admin"]),
  parameters: [userIdParameter],
  request: [
    {
      path: "password",
      type: "string",
      required: true,
      maxLength: 32,
      note: "at least 8 characters: a shorter one has an error of its own",
    },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ...userErrors,
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    same: bad(300, "Your new password can not match the old password.", "the password is the one the user has"),
    tooOften: bad(
      300,
      "This password cannot be changed because it has already been changed the maximum number of times over the past 24 hours.",
      "settings.password.changesPerDay changes in 24 hours; Zoom's own number is not known",
    ),
    admin: bad(1117, "Can not update Admin's password", "the user is Owner or Admin"),
    notWorkEmail: bad(
      1123,
      "Can only update password of Zoom work email account",
      "the user signs in by SSO, is an API user, or has not accepted the invitation",
    ),
    tooShort: { ...bad(1124, "Minimum of 6 characters.", "fewer than 6 characters"), source: inferred("the trigger") },
    length: bad(1124, "Have at least {lengthRule} characters", "fewer characters than the account's rule asks for"),
    letter: bad(1125, "Have at least 1 letter (a, b, c…)", "no letter"),
    digit: bad(1126, "Have at least 1 number (1, 2, 3…)", "no digit"),
    special: bad(1127, "Have at least 1 special character (!, @, #…)", "the account's rule asks for one"),
    letterCase: bad(1128, "Include both Upper case and Lower case characters", "letters of one case only"),
    reused: bad(
      1129,
      "Users cannot reuse any of the last {formerPwdCount} passwords created.",
      "one of the user's last settings.password.history passwords",
    ),
    oneCharacter: bad(1130, "Password can't use the same character.", "one character again and again"),
    run: bad(
      1131,
      "Password can't use continuation character.Such as 'abcdef','123456'.",
      "a run of neighbours as long as the account's rule forbids; by default one that is the whole password",
    ),
    tooEasy: bad(
      1136,
      "Your password is too easy to guess. Try another one.",
      "a common word, where the account looks",
    ),
  },
  notes: [
    { text: "The user gets a mail that says so.", source: oas },
    {
      text: "Which of several broken rules is named is not known: length, one character, run, letter, digit, case, special, common word here.",
      source: unknown("section 6 of the fact sheet"),
    },
  ],
  source: oas,
});
