import { enableCompileCache } from "node:module";

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
// Before anything else is loaded: most of a short command's time is loading.
enableCompileCache();
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
// All is closed; a connection that lingers must not keep us.
setTimeout(() => {
  process.exit();
}, 1000).unref();
