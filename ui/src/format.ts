const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const numberFormat = new Intl.NumberFormat();

const dayFormat = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

/** Of a day as `2026-11-27`. */
export const shortDay = (day: string): string => dayFormat.format(new Date(day));
export const clockTime = (iso: string): string => timeFormat.format(new Date(iso));
export const dateTime = (iso: string | null): string =>
  iso === null || iso === "" ? "" : dateFormat.format(new Date(iso));
export const count = (value: number): string => numberFormat.format(value);
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const bytes = (size: number): string => (size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} KB`);

/** Pretty JSON where it is JSON and no digit would be lost. */
export const prettyJson = (text: string): string => {
  if (/\d{16}/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** A word for the shell; quoted where it must be. */
export const shellWord = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The curl command that asks the same of this server. */
export const curlOf = (method: string, path: string, body?: unknown): string =>
  [
    "curl",
    ...(method === "GET" ? [] : ["-X", method]),
    shellWord(`${location.origin}${path}`),
    ...(body === undefined ? [] : ["-H", "'Content-Type: application/json'", "-d", shellWord(JSON.stringify(body))]),
  ].join(" ");

export const statusTone = (status: number): "good" | "warn" | "bad" =>
  status === 0 || status >= 500 || status === 429 ? "bad" : status >= 400 ? "warn" : "good";
