import type { JobView } from "#roster";

import type { Io } from "../io.ts";
import { duration, number } from "./words.ts";

const barWidth = 24;

/** A bar with rate and time left on stderr, when that is a terminal; nothing otherwise. */
export interface Progress {
  show(job: JobView): void;
  clear(): void;
}

const silent: Progress = { show: () => undefined, clear: () => undefined };

export const makeProgress = (io: Io, now: () => number): Progress => {
  if (!io.errIsTerminal) return silent;
  let first: { readonly at: number; readonly settled: number } | undefined;
  return {
    show({ settled, total }) {
      first ??= { at: now(), settled };
      const seconds = (now() - first.at) / 1000;
      const rate = seconds > 0.5 ? (settled - first.settled) / seconds : 0;
      const filled = total === 0 ? 0 : Math.floor((settled / total) * barWidth);
      const left = rate > 0 && settled < total ? `, ${duration((total - settled) / rate)} left` : "";
      const speed = rate > 0 ? ` · ${rate.toFixed(1)} rows/s${left}` : "";
      const bar = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)}`;
      io.err(`\r\u001b[K${bar} ${number(settled)} of ${number(total)} rows${speed}`);
    },
    clear: () => io.err("\r\u001b[K"),
  };
};
