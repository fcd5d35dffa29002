import { main } from "./main.ts";

// Started by bin/rollcall.js in a clone: die with it, even when it is killed.
if (process.connected) {
  process.once("disconnect", () => {
    process.exit(1);
  });
  process.channel?.unref();
}
// `rollcall users list | head` ends like any other filter.
process.stdout.on("error", () => {
  process.exit(0);
});
process.exitCode = await main(process.argv.slice(2));
// All is closed; a connection that lingers must not keep us.
setTimeout(() => {
  process.exit();
}, 1000).unref();
