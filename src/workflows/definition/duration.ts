import { z } from "zod";

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = /^(?<count>\d{1,9}(?:\.\d{1,3})?)\s*(?<unit>ms|s|m|h|d)$/;
const longestMs = 366 * units.d;

/** Milliseconds of a text such as `1.5s`, `10m`, `2h` or `30d`; undefined for anything else or more than 366 days. */
export const durationMs = (text: string): number | undefined => {
  const { count, unit } = pattern.exec(text)?.groups ?? {};
  const size = Object.entries(units).find(([name]) => name === unit)?.[1];
  if (count === undefined || size === undefined) return undefined;
  const ms = Math.round(Number(count) * size);
  return ms <= longestMs ? ms : undefined;
};

/** A duration as a definition writes it; parsed to milliseconds. */
export const durationSchema = z.string().transform((text, context): number => {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: "custom", message: "is no duration such as 500ms, 30s, 10m, 2h or 7d (at most 366d)" });
  return z.NEVER;
});
