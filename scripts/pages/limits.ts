import { switchFacts } from "#emulator";
import {
  declined,
  type MailFacts,
  mails,
  mailSender,
  mailsNotSent,
  mailsUnknown,
  type Operation,
  operations,
  type Source,
} from "#zoom";

import { code, page, plain, prose } from "./markdown.ts";

const isAssumed = ({ confidence }: Source): boolean => confidence === "inferred" || confidence === "unknown";

const evidence = ({ confidence, where }: Source): string => `${confidence}: ${plain(where)}`;

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
    "The order in which a call is judged, which decides the error of a call that is wrong twice, is ours too: see [ARCHITECTURE.md](../ARCHITECTURE.md).",
    "## Choices",
    "Where Zoom's documents are silent or contradict its traffic, the choice is an account's switch: [switches](reference/switches.md).",
    Object.keys(switchFacts)
      .map((name) => line(code(name)))
      .join("\n"),
    "## Mails",
    `The words of mails are ours, and so is the sender's address, ${code(mailSender.address)}: no source has Zoom's. ${declined.what} (${evidence(declined.source)}) These are sent:`,
    Object.entries<MailFacts>(mails)
      .map(([kind, { when, source }]) => line(`${code(kind)}: ${prose(when)} (${evidence(source)})`))
      .join("\n"),
    "Zoom sends these too, and the emulator does not:",
    mailsNotSent.map(({ when, source }) => line(`${prose(when)} (${evidence(source)})`)).join("\n"),
    `Nothing is sent for these, because no source says that Zoom sends anything (${evidence(mailsUnknown.source)}): ${mailsUnknown.occasions.join("; ")}.`,
    "## By operation",
    ...operations.map(assumed).filter((section) => section !== ""),
  );
