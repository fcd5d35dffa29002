/** A name that no step has yet: the wanted one, or with a number. */
export const freeName = (wanted: string, names: readonly string[]): string => {
  const taken = new Set(names);
  let name = wanted;
  for (let next = 2; taken.has(name); next += 1) name = `${wanted}_${next}`;
  return name;
};
