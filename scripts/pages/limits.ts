import { switchFacts } from "#emulator";
import { type Operation, operations, type Source } from "#zoom";

import { code, page, plain } from "./markdown.ts";

const isAssumed = ({ confidence }: Source): boolean => confidence === "inferred" || confidence === "unknown";

const line = (text: string): string => `- ${text}`;

const assumed = ({ id, method, path, errors, notes }: Operation): string => {
  const lines = [
    ...notes.filter(({ source }) => isAssumed(source)).map(({ text }) => line(plain(text))),
    ...Object.values(errors)
      .filter(({ source, leftover }) => isAssumed(source) && leftover !== true)
      .map(({ status, code: number, trigger }) => line(`${status}/${number}: ${plain(trigger)}`)),
    ...Object.values(errors)
      .filter(({ leftover }) => leftover === true)
      .map(({ status, code: number, trigger }) =>
        line(`${status}/${number} cannot be caused here: ${plain(trigger).replace(/^nothing: /, "")}`),
      ),
  ];
  return lines.length === 0 ? "" : `### ${code(id)}, ${code(`${method} ${path}`)}\n\n${lines.join("\n")}`;
};

/** docs/limits.md: everything whose source says that nobody has seen it. */
export const limitsPage = (): string =>
  page(
    "# What is assumed",
    "Nothing here was checked against a live Zoom account. This page lists what rests on a conclusion of ours (`inferred`) or on nothing (`unknown`), operation by operation, and the errors that Zoom documents and nothing here can cause. The rest is documented or was seen in traffic: [operations](reference/operations.md) has the source of each row.",
    "The order in which a call is judged, which decides the error of a call that is wrong twice, is ours too: see [ARCHITECTURE.md](../ARCHITECTURE.md). The words of mails are ours: no source has Zoom's. Mails are sent for invitations and for passwords that an administrator changed; Zoom sends more.",
    "## Choices",
    "Where Zoom's documents are silent or contradict its traffic, the choice is an account's switch: [switches](reference/switches.md).",
    Object.keys(switchFacts)
      .map((name) => line(code(name)))
      .join("\n"),
    "## By operation",
    ...operations.map(assumed).filter((section) => section !== ""),
  );
