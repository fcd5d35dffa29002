// How a measured server tells what it used. With an IPC channel: a first message, then one for each message received.
// Without (the channel itself costs start time): SIGUSR2 notes the CPU used so far, SIGTERM prints everything and ends.
import { writeSync } from "node:fs";

/** What this process has used: CPU of all its threads in microseconds, resident memory in bytes. */
const usage = () => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, rss: process.memoryUsage.rss() };
};

export const answerParent = (hello) => {
  if (process.send !== undefined) {
    process.on("message", () => process.send(usage()));
    process.on("disconnect", () => process.exit());
    process.send(hello);
    return;
  }
  let noted = 0;
  process.on("SIGUSR2", () => {
    noted = usage().cpu;
  });
  process.on("SIGTERM", () => {
    writeSync(1, JSON.stringify({ cpu: noted, rss: usage().rss }));
    process.exit();
  });
};
