import { type Explanation, explanations } from "#client";
import { rowCodes } from "#roster";

import { code, page, prose, table } from "./markdown.ts";

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

const section = ({ status, code: name, what, causes, fixes }: Explanation): string => {
  const rows = unique(causes.map(({ because }) => because)).map((because) => {
    const same = causes.filter((cause) => cause.because === because);
    return [
      prose(because),
      unique(same.map(({ operation }) => operation))
        .map(code)
        .join(", "),
      unique(same.map(({ says }) => says))
        .map(code)
        .join("; "),
    ];
  });
  const fix = fixes.map((one) =>
    fixes.length === 1 ? `- ${prose(one.fix)}` : `- ${prose(one.fix)} (${one.operations.map(code).join(", ")})`,
  );
  return [
    `### ${name} (HTTP ${status})`,
    prose(what),
    table(["likely cause", "calls", "Zoom's words"], rows),
    `What to do:\n\n${fix.join("\n")}`,
  ].join("\n\n");
};

/** docs/reference/zoom-errors.md */
export const zoomErrorsPage = (): string =>
  page(
    "# What Zoom answers, and what to do",
    "Every (status, code) that the calls of Rollcall's client can be answered with, as `rollcall explain <code>` prints it. Compare codes, never words: Zoom localises them. Below are the codes that rows of plans and reports carry.",
    "## Zoom's codes",
    ...explanations.map(section),
    "## Codes of rows",
    table(
      ["code", "what it means", "what to do"],
      Object.entries(rowCodes).map(([name, [what, fix]]) => [code(name), prose(what), prose(fix)]),
    ),
  );
