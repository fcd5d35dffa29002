// The emulator as published (dist), alone: what `createEmulator().listen()` costs. Arguments: port, data directory.
import { createEmulator } from "rollcall/emulator";

import { answerParent } from "./answer-parent.mjs";

const [port = "0", directory] = process.argv.slice(2);
const emulator = await createEmulator({
  account: { preset: "business", switches: { limits: "off" } },
  ...(directory === undefined ? {} : { directory }),
});
const serving = await emulator.listen({ port: Number(port) });
answerParent({ port: serving.port, token: emulator.account.token });
