import { z } from "zod";

const listOf = z.array(z.string());

/**
 * The cells of a row, kept as one text: forty short strings take twice the memory. To JSON they are a list, as ever.
 */
export class PackedCells {
  /** JSON in UTF-8, a byte a character: a string with a single letter beyond U+00FF takes two bytes for each. */
  readonly bytes: string;

  constructor(cells: readonly string[]) {
    this.bytes = Buffer.from(JSON.stringify(cells)).toString("latin1");
  }

  /** The list as JSON. */
  get json(): string {
    return Buffer.from(this.bytes, "latin1").toString();
  }

  list(): readonly string[] {
    return listOf.parse(JSON.parse(this.json));
  }

  toJSON(): readonly string[] {
    return this.list();
  }
}
