import type { Random } from "./random.ts";

/** Texts that have broken programs before. */
export const hostileTexts: readonly string[] = [
  "",
  " ",
  "\0",
  "a\0b",
  "\u{feff}name",
  "\ud800",
  "\udc00\ud800",
  "\u202egnp.exe",
  "e\u0301".repeat(40),
  "👩‍👩‍👧‍👦",
  "İstanbul",
  "ß@STRASSE.test",
  "名前名前名前名前",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "%zz",
  "%",
  "'; DROP TABLE record; --",
  "<script>alert(1)</script>",
  "${7*7}{{7*7}}",
  "\r\nSet-Cookie: a=b",
  "null",
  "undefined",
  "NaN",
  "true",
  "0",
  "-1",
  "1e309",
  "9007199254740993",
  "me",
  "{userId}",
  "@",
  "a@b",
  `${"a".repeat(64)}@${"b".repeat(60)}.test`,
  "A".repeat(65),
  "A".repeat(300),
  "A".repeat(5000),
];

/** Numbers on and behind the edges of what programs hold. */
const hostileNumbers: readonly (number | bigint)[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e21,
  1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2n ** 53n + 1n,
  2n ** 63n,
  -(2n ** 63n),
  10n ** 40n,
  1e-7,
];

const deep = (random: Random): unknown => {
  let value: unknown = "bottom";
  for (let depth = 1 + random.below(200); depth > 0; depth -= 1) value = random.chance(0.5) ? [value] : { a: value };
  return value;
};

/** Any JSON value at all. */
export const hostileValue = (random: Random): unknown => {
  switch (random.below(9)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(hostileNumbers);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: random.below(120) }, () => random.pick(hostileTexts));
    case 6:
      return deep(random);
    case 7:
      return { [random.pick(hostileTexts)]: random.pick(hostileTexts) };
    default:
      return random.pick(hostileTexts);
  }
};

/** Damage to the text of a JSON document. */
const mutations: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return (
      text.slice(0, at) + random.pick(["{", "}", "[", "]", '"', ",", ":", "\\", "\0", "1", "\ufeff"]) + text.slice(at)
    );
  },
  // The same key twice, with something else behind it.
  (text, random) => text.replace(/"(\w+)":/, (key) => `${key}${random.pick(["1", "null", "[]", '"x"'])},${key}`),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => text.replace("{", '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},'),
  (text) => text.replace(/:("[^"]*"|\d+|true|false)/, ":1e999"),
  () => `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  () => `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  () => "",
  () => "null",
  () => '"text"',
  () => "[]",
  (text) => text.replace("{", `{"padding":"${"x".repeat(200_000)}",`),
];

export const mutateText = (text: string, random: Random): string => random.pick(mutations)(text, random);

/** A body over the largest that is taken; rare, because it is slow to make. */
export const hugeText = `{"padding":"${"x".repeat(1_100_000)}"}`;

/** Flips bytes: the result need not be UTF-8. */
export const mutateBytes = (bytes: Uint8Array, random: Random): Uint8Array => {
  const copy = bytes.slice();
  for (let flips = 1 + random.below(3); flips > 0 && copy.length > 0; flips -= 1)
    copy[random.below(copy.length)] = random.below(256);
  return copy;
};
