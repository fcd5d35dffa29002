// A child to be killed: an emulator with a directory that listens until then. Prints one line of JSON with its URL.
import { createEmulator } from "#emulator";

const [directory = ""] = process.argv.slice(2);
const emulator = await createEmulator({
  directory,
  account: {
    preset: "business",
    accountId: "acc",
    clientId: "app",
    clientSecret: "secret",
    switches: { limits: "off" },
  },
});
const { url } = await emulator.listen();
process.stdout.write(`${JSON.stringify({ url, token: emulator.account.token, restored: emulator.restored })}\n`);
