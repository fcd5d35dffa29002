import { memberOf, textIn } from "./document-value.ts";
import { catalogErrors } from "./errors.ts";

/** The parsed documents of one import, by file name. */
export type Documents = ReadonlyMap<string, unknown>;

/** A value and the document that it stands in. */
export interface Place {
  readonly file: string;
  readonly value: unknown;
  /** `file#/pointer`; the same for everything that leads here. */
  readonly key: string;
}

/** Follows a `$ref` to what is no reference itself. */
export type Follow = (value: unknown, file: string) => Place;

const maxHops = 50;

const refuse = (detail: string): Error => catalogErrors.make("RC_CATALOG_REFERENCE", detail);

const decode = (part: string): string => {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // A stray percent sign is one.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
};

const baseName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

const fileOf = (ref: string, target: string, from: string, documents: Documents): string => {
  if (target === "") return from;
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(target)) throw refuse(`${from}: $ref ${ref} is a URL: nothing is fetched`);
  const wanted = baseName(decode(target));
  const found = [...documents.keys()].find((name) => baseName(name) === wanted);
  if (found === undefined) throw refuse(`${from}: $ref ${ref} names a file that was not given`);
  return found;
};

const step = (ref: string, from: string, documents: Documents): Place => {
  const [target = "", pointer = ""] = ref.split("#", 2);
  const file = fileOf(ref, target, from, documents);
  let value: unknown = documents.get(file);
  for (const part of pointer.split("/").slice(1)) {
    const key = decode(part);
    value = Array.isArray(value) ? value.at(Number(key)) : memberOf(value, key);
  }
  if (value === undefined) throw refuse(`${from}: $ref ${ref} leads to nothing`);
  return { file, value, key: `${file}#${pointer}` };
};

/**
 * @throws RC_CATALOG_REFERENCE for a reference to nothing, to itself, to a URL or to a file that was not given
 */
export const makeFollow =
  (documents: Documents): Follow =>
  (value, file) => {
    let place: Place = { file, value, key: "" };
    for (let hops = 0; hops <= maxHops; hops += 1) {
      const ref = textIn(place.value, "$ref");
      if (ref === undefined) return place;
      place = step(ref, place.file, documents);
    }
    throw refuse(`${file}: $ref ${textIn(value, "$ref") ?? ""} leads back to itself`);
  };
