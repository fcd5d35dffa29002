/** One request as the log remembers it. Secrets are masked when it is shown: control/requests.ts. */
export interface LogEntry {
  /** Milliseconds on the emulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly account: string;
  readonly operation: string;
  readonly status: number;
  /** The beginning of the request's body, and how many bytes all of it had. */
  readonly request: Uint8Array;
  readonly requestSize: number;
  /** The beginning of the answer's body, and how many characters all of it had. */
  readonly answer: string;
  readonly answerSize: number;
  /** In plain words: what was wrong and what to send instead. */
  readonly hint: string;
  readonly lost: boolean;
  /** Id of the fault rule that struck; empty for none. */
  readonly fault: string;
  /** Headers of the answer that are not the same on every answer: the rate limits, where to look next. */
  readonly headers: readonly string[];
}

/** A remembered request, with how many there had been when it came, itself included. */
export interface LoggedRequest extends LogEntry {
  readonly number: number;
}

/** How much of a body is remembered: bytes of a request, characters of an answer. */
const loggedBodySize = 16_384;

/** Short bodies are kept as they are; of a long one a copy of its beginning, so that the rest can go. */
export const logBytes = (body: Uint8Array): Uint8Array =>
  body.length <= loggedBodySize ? body : Uint8Array.from(body.subarray(0, loggedBodySize));

export const logText = (body: string): string =>
  body.length <= loggedBodySize ? body : Buffer.from(body.slice(0, loggedBodySize)).toString();

/** The last requests, newest last. A ring: an entry is one object and nothing is rendered until somebody looks. */
export class RequestLog {
  readonly #ring: (LogEntry | undefined)[];
  #count = 0;
  /** How many calls were answered with each status since the start; 0 for those that a fault left without an answer. */
  readonly statuses = new Map<number, number>();
  /** Called after each change; set by whoever watches. */
  onChange: (() => void) | undefined;

  constructor(size: number) {
    this.#ring = Array.from({ length: Math.max(1, size) }, () => undefined);
  }

  get count(): number {
    return this.#count;
  }

  add(entry: LogEntry): void {
    this.#ring[this.#count % this.#ring.length] = entry;
    this.#count += 1;
    const status = entry.lost ? 0 : entry.status;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    this.onChange?.();
  }

  clear(): void {
    this.#ring.fill(undefined);
    this.#count = 0;
    this.onChange?.();
  }

  /** Newest first, at most `limit`. */
  latest(limit: number): LoggedRequest[] {
    const entries: LoggedRequest[] = [];
    for (let back = 1; back <= Math.min(limit, this.#ring.length, this.#count); back += 1) {
      const place = this.#count - back;
      const entry = this.#ring[place % this.#ring.length];
      if (entry !== undefined) entries.push({ ...entry, number: place + 1 });
    }
    return entries;
  }
}
