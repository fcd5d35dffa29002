import { corpusTargets, programOf, proofOfLanguage, readProof, targetsFor } from "#prover";
import { languages } from "#programs";

import { code, count, page, plain, table } from "./markdown.ts";

const row = (language: (typeof languages)[number]): readonly string[] => {
  const programs = targetsFor(language, corpusTargets).map((target) => programOf(language, target));
  const { state, date, toolchain, cases } = proofOfLanguage(readProof(language.id), programs);
  return [
    code(language.id),
    plain(language.name),
    plain(language.client),
    state === "none" ? "not executed" : `${state === "executed" ? "**executed**" : "compiled only"} ${date ?? ""}`,
    state === "none" ? "" : `${count(programs.length, "program")}, ${count(cases, "case")}`,
    plain(toolchain ?? ""),
    plain(language.toolchain.install),
  ];
};

/** docs/reference/languages.md */
export const languagesPage = (): string =>
  page(
    "# Languages of programs",
    "`rollcall program <operation> --language <id>` makes a complete program. Each language is proven with the same operations, with plain values and with values that try to become code, in every case: success, errors, rate limits, redirects, broken and slow answers. The records are in `docs/proofs/`; a program that differs from what was run counts as not executed.",
    table(["id", "language", "client", "proof", "extent", "toolchain", "to install"], languages.map(row)),
    "A program exits with 0 when done, 2 without an answer, 3 when the API refuses (its own code and message on stderr), 4 for an answer that cannot be read. It sends a request again only after HTTP 429, at most three times, and waits for Retry-After up to a minute.",
  );
