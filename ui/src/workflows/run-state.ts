import type { RunView } from "./views.ts";

/** Nothing more will happen in it. */
export const isOver = ({ state }: RunView): boolean => ["completed", "failed", "canceled"].includes(state);
