// emulate's Okta, as its API for programs starts it.
import { createServer } from "node:net";

import { createEmulator } from "emulate";

import { answerParent } from "../children/answer-parent.mjs";

const probe = createServer().listen(0, "127.0.0.1", () => {
  const { port } = probe.address();
  probe.close(async () => {
    await createEmulator({ service: "okta", port });
    answerParent({ port, token: "test" });
  });
});
