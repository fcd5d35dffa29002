import { registrationDefaults } from "#zoom";

import type { Body } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { booleanOf, listOf, numberOf, objectOf, stringOf, stringsOf } from "../read.ts";
import { keepSettings, settingsRecord } from "./shelf.ts";

const flags = (given: Body, names: readonly string[]): Body =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = booleanOf(given[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );

const optionNames = Object.keys(registrationDefaults.options);

/** The standard questions, all of them: one that is not named is neither asked nor required. */
const questionsOf = (given: readonly unknown[]): readonly Body[] =>
  registrationDefaults.questions.map((question) => ({
    ...question,
    ...flags(objectOf(given.find((one) => objectOf(one)["field_name"] === question.field_name)), [
      "required",
      "selected",
    ]),
  }));

const customOf = (given: readonly unknown[]): readonly Body[] =>
  given.map((item) => {
    const question = objectOf(item);
    return {
      title: stringOf(question["title"]) ?? "",
      type: stringOf(question["type"]) ?? "short",
      required: booleanOf(question["required"]) ?? false,
      selected: booleanOf(question["selected"]) ?? false,
      answers: stringsOf(question["answers"]) ?? [],
    };
  });

/** The document of webinar registration: a group has its own parts, the account's, or the defaults. */
export const registrationView = ({ tenant }: Call, id: string): Body => {
  const { source: _, ...defaults } = registrationDefaults;
  const account = settingsRecord(tenant, "account")?.registration;
  const own = settingsRecord(tenant, id)?.registration;
  return {
    ...defaults,
    ...account,
    ...own,
    options: { ...defaults.options, ...objectOf(account?.["options"]), ...objectOf(own?.["options"]) },
  };
};

/** Merges the parts that a PATCH gives into those of the holder. */
export const setRegistration = ({ tenant, body }: Call, id: string): void => {
  const before = settingsRecord(tenant, id)?.registration ?? {};
  const options = flags(objectOf(body["options"]), optionNames);
  const approve = numberOf(body["approve_type"]);
  const questions = listOf(body["questions"]);
  const custom = listOf(body["custom_questions"]);
  keepSettings(tenant, id, {
    registration: {
      ...before,
      ...(Object.keys(options).length === 0 ? {} : { options: { ...objectOf(before["options"]), ...options } }),
      ...(approve === undefined ? {} : { approve_type: approve }),
      ...(questions === undefined ? {} : { questions: questionsOf(questions) }),
      ...(custom === undefined ? {} : { custom_questions: customOf(custom) }),
    },
  });
};
