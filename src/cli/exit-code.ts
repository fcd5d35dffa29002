import { exits } from "#base";
import type { JobView } from "#roster";

/** Stopped by Ctrl-C: 128 and the number of SIGINT, as shells have it. */
export const interrupted = 130;

/** 6 and 7 win over 4, over 5, over 1. A job that was stopped says why itself. */
export const exitOfJob = ({ state, problem, counts }: JobView): number => {
  if (problem !== undefined) return problem.exit;
  if (state === "waiting" || counts.waiting > 0) return exits.waiting;
  return counts.failed > 0 ? exits.someFailed : exits.done;
};
