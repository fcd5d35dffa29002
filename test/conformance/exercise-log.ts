// Which operations, errors and fields the tests of this process have met. Written down at its end, where the runner of the
// tests asks for it (ROLLCALL_EXERCISED names a folder): scripts/exercised.ts joins what all processes saw.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What was seen of one operation. */
interface Seen {
  readonly errors: Set<string>;
  readonly query: Set<string>;
  readonly request: Set<string>;
  readonly answer: Set<string>;
  successes: number;
}

const seen = new Map<string, Seen>();

/** Paths of the fields in a body, `[]` for each item of an array. */
const paths = (value: unknown, path: string, found: Set<string>): void => {
  if (path !== "") found.add(path);
  if (Array.isArray(value)) for (const item of value) paths(item, `${path}[]`, found);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) paths(item, path === "" ? key : `${path}.${key}`, found);
};

const seenOf = (operation: string): Seen => {
  const known = seen.get(operation);
  if (known !== undefined) return known;
  const made = { errors: new Set<string>(), query: new Set<string>(), request: new Set<string>() };
  const fresh: Seen = { ...made, answer: new Set(), successes: 0 };
  seen.set(operation, fresh);
  return fresh;
};

/** Remembers one call. `code` is that of an error body, whatever its status. */
export const remember = (
  operation: string,
  { path, sent, status, body, code }: { path: string; sent: unknown; status: number; body: unknown; code: unknown },
): void => {
  const at = seenOf(operation);
  if (status >= 300 || Number.isInteger(code)) {
    // SCIM's errors have no code of their own: their status stands for it, as in the documents.
    const known = typeof code === "number" ? code : status;
    at.errors.add(`${status}/${known}`);
    return;
  }
  at.successes += 1;
  for (const name of new URLSearchParams(path.split("?")[1] ?? "").keys()) at.query.add(name);
  paths(sent, "", at.request);
  paths(body, "", at.answer);
};

const folder = process.env["ROLLCALL_EXERCISED"];
if (folder !== undefined)
  process.on("exit", () => {
    const rows = [...seen].map(([id, { errors, query, request, answer, successes }]) => [
      id,
      { successes, errors: [...errors], query: [...query], request: [...request], answer: [...answer] },
    ]);
    if (rows.length > 0) writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(Object.fromEntries(rows)));
  });
