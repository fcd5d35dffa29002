import { emailKey, readEmail } from "./email.ts";
import { readErrors } from "./errors.ts";
import { placed, type Reading, shown } from "./finding.ts";
import { headerKey } from "./header-key.ts";
import type { Person, SourceRow } from "./types.ts";

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

/** A name as it stands in an address: "Müller-Łukasz" becomes "muller-lukasz", "O'Brien" "obrien". */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9-]/g, (letter) => letters[letter] ?? "");

/** Makes the address of one row. */
export type MakeAddress = (person: Pick<Person, "firstName" | "lastName">, cells: readonly string[]) => Reading<string>;

const placeholder = /\{([^{}]*)\}/g;

type Part = (person: Pick<Person, "firstName" | "lastName">, cells: readonly string[]) => string;

const nameParts: Readonly<Record<string, Part>> = {
  first: ({ firstName = "" }) => slug(firstName),
  last: ({ lastName = "" }) => slug(lastName),
  f: ({ firstName = "" }) => slug(firstName).slice(0, 1),
  l: ({ lastName = "" }) => slug(lastName).slice(0, 1),
};

const partOf = (word: string, header: readonly string[], template: string): Part => {
  const part = Object.hasOwn(nameParts, word) ? nameParts[word] : undefined;
  if (part !== undefined) return part;
  const index = header.findIndex((column) => headerKey(column) === headerKey(word));
  if (index >= 0)
    return (_person, cells) => slug((cells[index] ?? "").replaceAll(".", "-dot-")).replaceAll("-dot-", ".");
  throw readErrors.make(
    "RC_ROSTER_TEMPLATE",
    `"{${word}}" in "${template}" is neither first, last, f, l nor a column of the file.`,
  );
};

/**
 * Reads a template such as `{first}.{last}@acme.test` or `{username}@school.test`.
 * @throws RC_ROSTER_TEMPLATE
 */
export const readTemplate = (template: string, header: readonly string[]): MakeAddress => {
  const words = [...template.matchAll(placeholder)].map(([, word = ""]) => word);
  if (words.length === 0 || !/@[\w.-]+\.\w+$/.test(template))
    throw readErrors.make("RC_ROSTER_TEMPLATE", `"${template}" must hold a placeholder and end in @ and your domain.`);
  const parts = new Map(words.map((word) => [word, partOf(word, header, template)]));
  return (person, cells) => {
    const values = new Map([...parts].map(([word, part]) => [word, part(person, cells)]));
    const empty = [...values].find(([, value]) => value === "")?.[0];
    if (empty !== undefined) {
      const what = `no address can be made: there are no Latin letters for {${empty}}`;
      return { problems: [{ code: "template_empty", what, fix: "Fill in the address." }], notes: [] };
    }
    const made = template.replaceAll(placeholder, (_whole, word: string) => values.get(word) ?? "");
    return readEmail(made);
  };
};

const withNumber = (email: string, number: number): string => email.replace("@", `${number}@`);

/** Two people of one name get two addresses: the second a 2, in the order of the file, so that it stays the same. */
export const numberMade = (rows: readonly SourceRow[]): SourceRow[] => {
  const taken = new Set(
    rows.flatMap(({ made, person }) => (made || person.email === undefined ? [] : [emailKey(person.email)])),
  );
  return rows.map((row) => {
    const { email } = row.person;
    if (!row.made || email === undefined) return row;
    let number = 1;
    while (taken.has(emailKey(number === 1 ? email : withNumber(email, number)))) number += 1;
    const mine = number === 1 ? email : withNumber(email, number);
    taken.add(emailKey(mine));
    const what =
      number === 1
        ? `the address ${shown(mine)} was made of the name`
        : `the address ${shown(mine)} was made of the name, with a number because somebody before has it without`;
    const note = placed({ code: number === 1 ? "email_made" : "email_numbered", what }, row.line, undefined, "email");
    return { ...row, person: { ...row.person, email: mine }, notes: [...row.notes, note] };
  });
};
