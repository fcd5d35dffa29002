import { plain } from "./plain.ts";

/** A row's reason beside its line number: without "Line 7" in front. */
export const reasonText = (message: string): string =>
  plain(message.replace(/^Line \d+, (column "[^"]*"): /, "$1: ").replace(/^Line \d+: /, ""));
