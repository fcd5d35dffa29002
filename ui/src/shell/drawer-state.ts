import { signal } from "@preact/signals";

/** The tab of the bottom drawer, or "" when it is closed. */
export const drawer = signal("");
