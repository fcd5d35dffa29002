import type { ResponseShape } from "./response-shape.ts";
import { joined, type Source } from "./source.ts";

/**
 * Lines that depend on nothing but what an answer looks like: made once for each shape. They are most of a program, and whoever
 * types values into a request has them made anew with each.
 */
export const forShape = (make: (shape: ResponseShape) => readonly Source[]): ((shape: ResponseShape) => Source) => {
  const known = new WeakMap<ResponseShape, Source>();
  return (shape) => {
    const before = known.get(shape);
    if (before !== undefined) return before;
    const made = joined(make(shape), "\n");
    known.set(shape, made);
    return made;
  };
};
