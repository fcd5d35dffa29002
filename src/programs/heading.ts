import type { Auth } from "#catalog";

import type { Language, Parsing } from "./program.ts";
import type { RequestPlan } from "./request-plan.ts";
import { type Source, ours } from "./source.ts";

/** Environment variables that hold the credential. */
export const credentialNames = (auth: Auth): readonly string[] => {
  if (auth.scheme === "none") return [];
  return auth.scheme === "basic" ? [auth.userEnvironment, auth.passwordEnvironment] : [auth.environment];
};

/** What every program says about itself: foreign words as comments, then how it is used. */
export const heading = (
  { title, summary, method, target, auth }: RequestPlan,
  comment: Language["comment"],
  mark: string,
): readonly Source[] => {
  const names = credentialNames(auth);
  const needs = names.length === 0 ? "" : `Needs ${names.join(" and ")} in the environment. `;
  return [
    ...comment(title),
    ...comment(`${method} ${target}`),
    ...comment(summary),
    ours(mark),
    ...comment(`${needs}API_BASE_URL, if set, is called instead.`),
    ours(`${mark} Exits with 0 when done, 2 without an answer, 3 when refused, 4 for an answer that cannot be read.`),
  ];
};

/** What every parser says about itself. */
export const parserHeading = ({ title }: Parsing, comment: Language["comment"], mark: string): readonly Source[] => [
  ...comment(title),
  ours(mark),
  ours(`${mark} Reads JSON from standard input.`),
  ours(`${mark} Exits with 0 when done, 4 for JSON that cannot be read.`),
];
