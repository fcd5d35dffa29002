import type { Keep } from "./tenant.ts";
import type { Records, ShelfKind } from "./records.ts";

/** Records of one kind that hang on one account: by id, in the order in which they were made. */
export class Shelf<Kind extends ShelfKind> {
  /** Made when there is something to keep: thousands of accounts have empty shelves. */
  #records: Map<string, Records[Kind]> | undefined;
  readonly #kind: Kind;
  readonly #keep: Keep;

  constructor(kind: Kind, keep: Keep) {
    this.#kind = kind;
    this.#keep = keep;
  }

  get size(): number {
    return this.#records?.size ?? 0;
  }

  byId(id: string): Records[Kind] | undefined {
    return this.#records?.get(id);
  }

  all(): Records[Kind][] {
    return this.#records === undefined ? [] : [...this.#records.values()];
  }

  /** Without a copy, for those who look at many. */
  values(): Iterable<Records[Kind]> {
    return this.#records?.values() ?? [];
  }

  /** Adds a record, or has a changed one kept. */
  put(record: Records[Kind]): void {
    this.#records ??= new Map();
    this.#records.set(record.id, record);
    this.#keep(this.#kind, `${record.account} ${record.id}`, record);
  }

  remove(record: Records[Kind]): void {
    this.#records?.delete(record.id);
    this.#keep(this.#kind, `${record.account} ${record.id}`, undefined);
  }

  removeById(id: string): void {
    const record = this.byId(id);
    if (record !== undefined) this.remove(record);
  }

  clear(): void {
    for (const record of this.all()) this.remove(record);
  }
}

/** A shelf for each kind. */
export type Shelves = { readonly [Kind in ShelfKind]: Shelf<Kind> };

export const makeShelves = (keep: Keep): Shelves => ({
  contactGroup: new Shelf("contactGroup", keep),
  credential: new Shelf("credential", keep),
  device: new Shelf("device", keep),
  division: new Shelf("division", keep),
  meetingTemplate: new Shelf("meetingTemplate", keep),
  picture: new Shelf("picture", keep),
  presence: new Shelf("presence", keep),
  settings: new Shelf("settings", keep),
  summaryTemplate: new Shelf("summaryTemplate", keep),
});

/** Takes away what belonged to a user that is no more. */
export const clearShelvesOf = (shelves: Shelves, userId: string): void => {
  for (const kind of ["credential", "picture", "presence"] as const) shelves[kind].removeById(userId);
  for (const kind of ["device", "meetingTemplate", "summaryTemplate"] as const)
    if (shelves[kind].size > 0) clearOf(shelves[kind], userId);
};

const clearOf = <Kind extends "device" | "meetingTemplate" | "summaryTemplate">(
  shelf: Shelf<Kind>,
  userId: string,
): void => {
  for (const record of shelf.all()) if (record.user === userId) shelf.remove(record);
};
