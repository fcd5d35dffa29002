import type { ProofSummary } from "#prover";

/** What is known of a program, in the words of its badge. */
export const badge = ({ state, date, toolchain, cases }: ProofSummary): string => {
  if (state === "none") return "not executed";
  if (state === "compiled") return `compiled only, ${date}, ${toolchain}`;
  return `executed ${date}, ${cases} cases, ${toolchain}`;
};
