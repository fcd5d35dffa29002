import { type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

import { type Problem, problemFrom } from "../api.ts";
import { version } from "../live.ts";

interface PageOf<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A long list, of which the seen part is asked for, in pages. */
export interface Paged<Row> {
  readonly total: Signal<number | undefined>;
  readonly problem: Signal<Problem | undefined>;
  rowAt(index: number): Row | undefined;
  see(from: number, to: number): void;
}

const size = 200;

class PageCache<Row> implements Paged<Row> {
  readonly total = signal<number | undefined>(undefined);
  readonly problem = signal<Problem | undefined>(undefined);
  readonly #pages = signal<ReadonlyMap<number, readonly Row[]>>(new Map());
  readonly #load: (offset: number, limit: number) => Promise<PageOf<Row>>;
  #asked = new Set<number>();
  #seen: readonly [from: number, to: number] = [0, 1];
  #round = 0;

  constructor(load: (offset: number, limit: number) => Promise<PageOf<Row>>) {
    this.#load = load;
  }

  rowAt(index: number): Row | undefined {
    return this.#pages.value.get(Math.floor(index / size))?.[index % size];
  }

  see(from: number, to: number): void {
    this.#seen = [from, to];
    for (let page = Math.floor(from / size); page <= Math.floor(Math.max(from, to - 1) / size); page += 1)
      this.#ask(page);
  }

  /** Asks for what is seen again; what is shown stays until then. */
  renew(): void {
    this.#round += 1;
    this.#asked = new Set();
    this.see(...this.#seen);
  }

  #ask(page: number): void {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    void this.#fetch(page, this.#round);
  }

  async #fetch(page: number, round: number): Promise<void> {
    try {
      const { total, rows } = await this.#load(page * size, size);
      if (round !== this.#round) return;
      const fresh = [...this.#pages.value].filter(([known]) => this.#asked.has(known));
      this.total.value = total;
      this.problem.value = undefined;
      this.#pages.value = new Map([...fresh, [page, rows]]);
    } catch (error) {
      this.#asked.delete(page);
      this.problem.value = problemFrom(error);
    }
  }
}

/** Pages of what `load` gives; begun anew with another `key`, renewed when `kinds` change on the server. */
export const usePaged = <Row>(
  load: (offset: number, limit: number) => Promise<PageOf<Row>>,
  kinds: readonly string[],
  key: string,
): Paged<Row> => {
  const cache = useMemo(() => new PageCache<Row>(load), [key]);
  useEffect(() => {
    const stops = kinds.map((kind) =>
      version(kind).subscribe(() => {
        cache.renew();
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [cache]);
  return cache;
};
