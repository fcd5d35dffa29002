/** One request as the log remembers it. Secrets are masked before they get here. */
export interface LoggedRequest {
  readonly number: number;
  /** Milliseconds on the emulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly account: string;
  readonly operation: string;
  readonly status: number;
  readonly requestBody: Uint8Array;
  readonly answerBody: string;
  /** In plain words: what was wrong and what to send instead. */
  readonly hint: string;
  readonly lost: boolean;
}

/** Bodies longer than this are cut when they are shown, bytes. */
export const loggedBodyBytes = 16_384;

/** The last requests, newest last. A ring: an entry is one object and nothing is rendered until somebody looks. */
export class RequestLog {
  readonly #ring: (LoggedRequest | undefined)[];
  #count = 0;

  constructor(size: number) {
    this.#ring = Array.from({ length: Math.max(1, size) }, () => undefined);
  }

  get count(): number {
    return this.#count;
  }

  add(entry: Omit<LoggedRequest, "number">): void {
    this.#ring[this.#count % this.#ring.length] = Object.assign(entry, { number: this.#count + 1 });
    this.#count += 1;
  }

  clear(): void {
    this.#ring.fill(undefined);
    this.#count = 0;
  }

  /** Newest first, at most `limit`. */
  latest(limit: number): LoggedRequest[] {
    const entries: LoggedRequest[] = [];
    for (let back = 1; back <= Math.min(limit, this.#ring.length, this.#count); back += 1) {
      const entry = this.#ring[(this.#count - back) % this.#ring.length];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }
}
