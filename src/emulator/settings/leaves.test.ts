import assert from "node:assert/strict";
import { test } from "node:test";

import { type Setting, settingHolders, settingsDocument } from "#zoom";

import { settingKey } from "./keys.ts";

const numbers = ({ values }: Setting): readonly number[] | undefined => values?.map(Number);
const least = (row: Setting): number => row.minimum ?? Math.min(...(numbers(row) ?? [-Infinity]));
const most = (row: Setting): number => row.maximum ?? Math.max(...(numbers(row) ?? [Infinity]));

/** Whether every value of one row is one of the other. */
const fits = (value: Setting, shown: Setting): boolean =>
  (shown.values === undefined || (value.values ?? ["any"]).every((one) => shown.values?.includes(one))) &&
  (shown.maxLength === undefined || (value.maxLength ?? Infinity) <= shown.maxLength) &&
  (shown.minimum === undefined || least(value) >= shown.minimum) &&
  (shown.maximum === undefined || most(value) <= shown.maximum);

test("what is set for an account or a group can be shown by those below", () => {
  const wrong: string[] = [];
  for (const option of ["", "meeting_authentication", "recording_authentication", "meeting_security"])
    for (const [at, holder] of settingHolders.entries())
      for (const below of settingHolders.slice(at)) {
        const shown = new Map<string, Setting>();
        for (const row of settingsDocument(below, option)?.rows ?? [])
          if (row.holders[below] !== "write") shown.set(settingKey(option, row.path), row);
        for (const row of settingsDocument(holder, option)?.rows ?? []) {
          const other = row.holders[holder] === "read" ? undefined : shown.get(settingKey(option, row.path));
          if (other !== undefined && !fits(row, other))
            wrong.push(`${option} ${holder} ${row.path}, ${below} ${other.path}`);
        }
      }
  assert.deepEqual(wrong, []);
});
