import type { Counted, RefusedCalls, Summary } from "#intercept";

import { plain } from "./plain.ts";
import type { Style } from "./style.ts";
import { count } from "./words.ts";

const times = (number: number): string => (number === 1 ? "" : ` (${number} times)`);

const section = (title: string, rows: readonly Counted[], fix: string): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `  ${title}:`,
        ...rows.map((row) => `    ${plain(row.name)}${times(row.count)}`),
        ...(fix === "" ? [] : [`    ${fix}`]),
      ];

const refusedLines = (style: Style) => (one: RefusedCalls) => [
  `    ${style.warn(plain(one.operation))}  HTTP ${one.status}${one.code === null ? "" : `, code ${one.code}`}${times(one.count)}  ${plain(one.message)}`,
  ...(one.hint === "" ? [] : [`      ${plain(one.hint)}`]),
];

/** What a program asked of Zoom, in words, for stderr. */
export const runSummary = (summary: Summary, style: Style): string => {
  const { requests, operations, refused } = summary;
  const heads = operations.map(({ name, count: calls }) => `${plain(name)} ${calls}`).join(", ");
  return [
    `${style.bold("rollcall run:")} ${count(requests, "call")} to Zoom, answered here${heads === "" ? "" : `: ${heads}`}`,
    ...(refused.length === 0 ? [] : ["  Refused as Zoom refuses them:", ...refused.flatMap(refusedLines(style))]),
    ...section("Zoom documents no such call", summary.undocumented, ""),
    ...section(
      "Zoom has these calls, the emulator does not",
      summary.notEmulated,
      "SUPPORTED.md lists what it answers.",
    ),
    ...section("Hosts that were refused", summary.refusedHosts, "--allow <host> lets one through."),
    ...section("Hosts that were let through", summary.allowedHosts, ""),
    ...section(
      "Connections to Zoom that ended before a request",
      summary.silent,
      "Most likely the program does not trust the certificate: docs/guides/run-unchanged-programs.md says what its runtime needs.",
    ),
    ...section("Upgrades that were refused", summary.upgrades, "The emulator speaks HTTP only, no WebSocket."),
    "",
  ].join("\n");
};
