import { joined, Source } from "./source.ts";

/**
 * A part of a program that depends on one thing alone (what an answer looks like, where errors stand, the credential): made once
 * for each, and kept in one piece. Most of a program is such parts, and whoever types values into a request has them made anew
 * with each.
 */
export const onceFor = <On extends object>(
  make: (thing: On) => Source | readonly Source[],
): ((thing: On) => Source) => {
  const known = new WeakMap<On, Source>();
  // Most often it is the one of the request before.
  let last: { readonly thing: On; readonly made: Source } | undefined;
  return (thing) => {
    if (last?.thing === thing) return last.made;
    const made = known.get(thing) ?? new Source(joined([make(thing)].flat(), "\n").text);
    known.set(thing, made);
    last = { thing, made };
    return made;
  };
};
