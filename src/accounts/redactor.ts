/** Text with secrets replaced by a mark. */
export type Redactor = (text: string) => string;

const mark = "***";
/** Shorter ones would mask half of every text; they are too short to be secrets. */
const shortest = 4;

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** How a secret looks on its way: as it is, in JSON, in a URL, in Basic credentials. */
const shapes = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret.toWellFormed()),
  encodeURIComponent(secret.toWellFormed()).replaceAll("%20", "+"),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("base64url"),
];

/** Masks these values in any text, also where they stand in JSON, a URL or base64. */
export const makeRedactor = (secrets: readonly string[]): Redactor => {
  const known = new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(shapes));
  if (known.size === 0) return (text) => text;
  // The longest first: one secret may be part of another.
  const longestFirst = [...known].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapeForPattern).join("|"), "g");
  return (text) => text.replace(pattern, mark);
};
