import { joined, Source } from "./source.ts";

/** Makes something of one thing after another, and remembers the last: every language asks for the same in turn. */
export const lastFor = <On extends object, Made>(make: (thing: On) => Made): ((thing: On) => Made) => {
  let last: { readonly thing: On; readonly made: Made } | undefined;
  return (thing) => {
    if (last?.thing !== thing) last = { thing, made: make(thing) };
    return last.made;
  };
};

/**
 * A part of a program that depends on one thing alone (what an answer looks like, where errors stand, the credential): made once
 * for each. Most of a program is such parts, and whoever types values into a request has it made anew with each.
 */
export const onceFor = <On extends object>(
  make: (thing: On) => Source | readonly Source[],
): ((thing: On) => Source) => {
  const known = new WeakMap<On, Source>();
  return lastFor((thing) => {
    const before = known.get(thing);
    if (before !== undefined) return before;
    // As text, for what it is made of is far larger.
    const made = new Source(joined([make(thing)].flat(), "\n").text);
    known.set(thing, made);
    return made;
  });
};
