import { credentialNames } from "#catalog";

import { commentLines } from "./comment.ts";
import { lastFor } from "./once-for.ts";
import type { Language, Parsing } from "./program.ts";
import type { RequestPlan } from "./request-plan.ts";
import { joined, ours, Source } from "./source.ts";

const linesOf = lastFor(({ title, summary, method, target, auth }: RequestPlan): readonly string[] => {
  const names = credentialNames(auth);
  const needs = names.length === 0 ? "" : `Needs ${names.join(" and ")} in the environment. `;
  return [
    ...[title, `${method} ${target}`, summary].flatMap(commentLines),
    "",
    ...commentLines(`${needs}API_BASE_URL, if set, is called instead.`),
    "Exits with 0 when done, 2 without an answer, 3 when refused, 4 for an answer that cannot be read.",
  ];
});

const headingWith = (mark: string): ((plan: RequestPlan) => Source) =>
  lastFor((plan) =>
    joined(
      linesOf(plan).map((line) => new Source(line === "" ? mark : `${mark} ${line}`)),
      "\n",
    ),
  );

const headings = { "#": headingWith("#"), "//": headingWith("//"), "--": headingWith("--"), "'": headingWith("'") };

/** What every program says about itself, as comments that begin with `mark`: foreign words, then how it is used. */
export const heading = (plan: RequestPlan, mark: keyof typeof headings): Source => headings[mark](plan);

/** What every parser says about itself. */
export const parserHeading = ({ title }: Parsing, comment: Language["comment"], mark: string): readonly Source[] => [
  ...comment(title),
  ours(mark),
  ours(`${mark} Reads JSON from standard input.`),
  ours(`${mark} Exits with 0 when done, 4 for JSON that cannot be read.`),
];
