import { z } from "zod";

const listOf = z.array(z.string());

/**
 * The cells of a row, kept as one text: forty short strings take twice the memory. To JSON they are a list, as ever.
 */
export class PackedCells {
  /** The list as JSON. */
  readonly json: string;

  constructor(cells: readonly string[]) {
    this.json = JSON.stringify(cells);
  }

  list(): readonly string[] {
    return listOf.parse(JSON.parse(this.json));
  }

  toJSON(): readonly string[] {
    return this.list();
  }
}
