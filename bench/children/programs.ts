// Makes whole programs for every operation of a document in every language, once for each message. From the source: the rooms
// of the package are not to be had from outside, and Node only strips its types.
import { z } from "zod";

import { importApi, type Operation } from "#catalog";
import { emitProgram, languages, planRequest } from "#programs";

import { spent } from "./spent.ts";

const question = z.object({ text: z.string() });

const once = (operations: readonly Operation[]): number => {
  let count = 0;
  for (const operation of operations) {
    const plan = planRequest(operation);
    for (const language of languages) count += emitProgram(language, plan).files.length > 0 ? 1 : 0;
  }
  return count;
};

process.on("message", (message) => {
  const { operations } = importApi([{ name: "document.json", text: question.parse(message).text }]);
  process.send?.(spent(() => once(operations)));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
