// Makes whole programs for every operation of a document in every language, once for each message.
import { importApi } from "#catalog";
import { emitProgram, languages, planRequest } from "#programs";

import { spent } from "./spent.mjs";

const once = (operations) => {
  let count = 0;
  for (const operation of operations) {
    const plan = planRequest(operation);
    for (const language of languages) count += emitProgram(language, plan).files.length > 0 ? 1 : 0;
  }
  return count;
};

process.on("message", ({ text }) => {
  const { operations } = importApi([{ name: "document.json", text }]);
  process.send(spent(() => once(operations)));
});
process.on("disconnect", () => process.exit());
process.send("ready");
