import { createHmac } from "node:crypto";

/** The same value always becomes the same pseudonym within one recording, and nobody can go back. */
export interface Pseudonyms {
  /** A value of a field, by the field's name. */
  value(field: string, value: unknown): unknown;
  /** One text that identifies: an id, an address, a name. */
  text(value: string): string;
  /** A sentence: addresses and ids in it, and the `known` values, are replaced, the words stay. */
  sentence(text: string, known: ReadonlySet<string>): string;
}

/** An address or an id somewhere in a sentence. */
const inSentence = String.raw`[^\s@"'<>,;()[\]]+@[^\s@"'<>,;()[\]]+\.[A-Za-z]{2,}|(?<![\w-])R?[\w-]{22}(?![\w-])`;
const isEmail = /^[^\s@]+@[^\s@]+$/;
const isId = /^R?[\w-]{22}$/;
const isDate = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;
const isDigits = /^\+?\d+$/;

/** Fields whose words are Zoom's and not people's: states, kinds, codes, times, scopes. */
const plainFields =
  /^(?:action|code|cluster|error|field|label|language|license|login_types?|plan_united_type|pronouns_option|reason|role_type|scope|schemas|status|timezone|token_type|type|verified|zoom_one_type|.*_type)$/;
const plainText = /^[\w .:/+-]{1,80}$/;
const plainRoles: ReadonlySet<string> = new Set(["Owner", "Admin", "Member"]);
/** Counts, pages and switches are below it; meeting numbers, phone numbers and account numbers above. */
const largestCount = 1_000_000;
/** Zoom's rules for passwords hold for this one. */
const password = "Rehearsal-2026";

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** @param key random and forgotten after the recording */
export const createPseudonyms = (key: Uint8Array): Pseudonyms => {
  const hash = (kind: string, value: string): Buffer => createHmac("sha256", key).update(`${kind}\0${value}`).digest();
  const hex = (kind: string, value: string, length: number): string =>
    hash(kind, value).toString("hex").slice(0, length);
  const digits = (value: string): string =>
    Array.from(value, (one, at) => (one === "+" ? "+" : String(((hash(`digit ${at}`, value)[0] ?? 0) % 9) + 1))).join(
      "",
    );
  const id = (value: string): string => {
    const same = hash("id", value).toString("base64url").slice(0, 22);
    return value.length === 23 ? `R${same}` : same;
  };
  // Addresses are compared without regard to case, and people of one domain stay together.
  const email = (value: string): string => {
    const [local = "", domain = ""] = value.toLowerCase().split("@");
    return `p-${hex("local", `${local}@${domain}`, 10)}@d-${hex("domain", domain, 6)}.test`;
  };

  const text = (value: string): string => {
    if (value === "" || isDate.test(value)) return value;
    if (isEmail.test(value)) return email(value);
    if (isId.test(value)) return id(value);
    if (isDigits.test(value)) return value.length <= 2 ? value : digits(value);
    if (/^https?:\/\//.test(value)) return `https://example.test/${hex("url", value, 10)}`;
    return `text-${hex("text", value, 10)}`;
  };

  const number = (field: string, value: number | bigint): number | bigint => {
    if (plainFields.test(field) || (value < largestCount && value > -largestCount)) return value;
    const other = digits(String(value).replace("-", ""));
    return typeof value === "bigint" ? BigInt(other) : Number(other);
  };

  const value = (field: string, one: unknown): unknown => {
    if (typeof one === "number" || typeof one === "bigint") return number(field, one);
    if (typeof one === "string") {
      if (field === "password") return password;
      const isPlain = plainFields.test(field) ? plainText.test(one) : plainRoles.has(one);
      return isPlain && !isEmail.test(one) ? one : text(one);
    }
    if (Array.isArray(one)) return one.map((item: unknown) => value(field, item));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, item]) => [name, value(name, item)]));
  };

  return {
    value,
    text,
    sentence: (sentence, known) => {
      // The longest first: a name may be a part of an address.
      const named = [...known].toSorted((one, other) => other.length - one.length).map(literally);
      return sentence.replaceAll(new RegExp([...named, inSentence].join("|"), "g"), text);
    },
  };
};
