import type { AttemptView } from "./views.ts";

export const tookText = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** Shorter rests are the machine's, not a wait for anybody. */
const leastWaitMs = 200;

/** When an attempt's last exchange was over. */
const lastAnswer = ({ exchanges }: AttemptView): number => Math.max(0, ...exchanges.map(({ at, ms }) => at + ms));

/** How long a refused attempt stood still before the next: a limit of the account is waited out. */
export const waitedMs = (attempt: AttemptView, now = 0): number => {
  const answered = lastAnswer(attempt);
  if (answered === 0 || attempt.state === "completed") return 0;
  const ended = attempt.finishedAt === undefined ? now : Date.parse(attempt.finishedAt);
  return ended - answered < leastWaitMs ? 0 : ended - answered;
};
