import { randomUUID } from "node:crypto";

import type { Answer, AnswerStream, Exchange } from "#base";

/**
 * Tells pages what kind of thing has changed, so that they look again. Who was away asks for what came after the last
 * message they saw: of each kind only the last change counts, so nothing is ever lost and nothing piles up.
 */
export interface ChangeFeed extends Disposable {
  /** Something of this kind has changed. Cheap: messages go out at most every `tickMs`. */
  note(kind: string): void;
  /** `text/event-stream`; resumes after the header Last-Event-ID, or `?after=` where a page opens it anew. */
  answer(exchange: Exchange): Answer;
  close(): void;
}

export interface ChangeFeedOptions {
  /** Changes within this time are one message; 100 ms by default. */
  readonly tickMs?: number;
  /** A comment is sent this often, so that dead connections are noticed; 15 s by default. */
  readonly keepAliveMs?: number;
}

const headers = [
  "Content-Type",
  "text/event-stream;charset=UTF-8",
  "Cache-Control",
  "no-store",
  "X-Content-Type-Options",
  "nosniff",
] as const;

/** Where a page goes on: the number of its last message; 0 for one of another process; undefined for a new page. */
const placeOf = (exchange: Exchange, epoch: string): number | undefined => {
  const id = exchange.headers["last-event-id"] ?? new URLSearchParams(exchange.query).get("after") ?? "";
  if (typeof id !== "string" || id === "") return undefined;
  const [of, number = ""] = id.split(".");
  return of === epoch && /^\d{1,15}$/.test(number) ? Number(number) : 0;
};

export const createChangeFeed = ({ tickMs = 100, keepAliveMs = 15_000 }: ChangeFeedOptions = {}): ChangeFeed => {
  // Another process has another epoch: whoever comes back from before it looks at everything again.
  const epoch = randomUUID().slice(0, 8);
  const lastChange = new Map<string, number>();
  const listeners = new Set<(piece: string) => void>();
  let [number, told] = [0, 0];
  let timer: NodeJS.Timeout | undefined;

  const message = (after: number, everything = false): string => {
    const kinds = [...lastChange].filter(([, at]) => at > after).map(([kind]) => kind);
    return `id: ${epoch}.${number}\nevent: change\ndata: ${JSON.stringify({ kinds, everything })}\n\n`;
  };
  const tell = (): void => {
    timer = undefined;
    const text = message(told);
    told = number;
    for (const listener of listeners) listener(text);
  };
  const alive = setInterval(() => {
    for (const listener of listeners) listener(": still here\n\n");
  }, keepAliveMs);
  alive.unref();

  const stream =
    (after: number | undefined): AnswerStream =>
    (send) => {
      send(`retry: 1000\n${message(after ?? number, after === 0)}`);
      listeners.add(send);
      return () => void listeners.delete(send);
    };
  const close = (): void => {
    clearInterval(alive);
    clearTimeout(timer);
    listeners.clear();
  };
  return {
    note(kind) {
      number += 1;
      lastChange.set(kind, number);
      if (listeners.size > 0) timer ??= setTimeout(tell, tickMs).unref();
      else told = number;
    },
    answer: (exchange) => ({ status: 200, headers, body: "", stream: stream(placeOf(exchange, epoch)) }),
    close,
    [Symbol.dispose]: close,
  };
};
