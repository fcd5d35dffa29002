import type { Keep } from "./world.ts";
import type { Records, ShelfKind } from "./records.ts";

/** Records of one kind that hang on one account: by id, in the order in which they were made. */
export class Shelf<Kind extends ShelfKind> {
  readonly #records = new Map<string, Records[Kind]>();
  readonly #kind: Kind;
  readonly #keep: Keep;

  constructor(kind: Kind, keep: Keep) {
    this.#kind = kind;
    this.#keep = keep;
  }

  get size(): number {
    return this.#records.size;
  }

  byId(id: string): Records[Kind] | undefined {
    return this.#records.get(id);
  }

  all(): Records[Kind][] {
    return [...this.#records.values()];
  }

  /** Without a copy, for those who look at many. */
  values(): Iterable<Records[Kind]> {
    return this.#records.values();
  }

  /** Adds a record, or has a changed one kept. */
  put(record: Records[Kind]): void {
    this.#records.set(record.id, record);
    this.#keep(this.#kind, `${record.account} ${record.id}`, record);
  }

  remove(record: Records[Kind]): void {
    this.#records.delete(record.id);
    this.#keep(this.#kind, `${record.account} ${record.id}`, undefined);
  }

  clear(): void {
    for (const record of this.all()) this.remove(record);
  }
}

/** A shelf for each kind. */
export type Shelves = { readonly [Kind in ShelfKind]: Shelf<Kind> };

export const makeShelves = (keep: Keep): Shelves => ({
  contactGroup: new Shelf("contactGroup", keep),
  division: new Shelf("division", keep),
  settings: new Shelf("settings", keep),
});
