/** Some of the parts of T; undefined counts as not given. */
export type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** A copy of `base` with the given parts of `change` put in. */
export const merge = <T extends object>(base: T, change: Change<T> | undefined): T => {
  const merged = { ...base };
  if (change === undefined) return merged;
  for (const key in merged) {
    const value = change[key];
    if (value !== undefined) merged[key] = value;
  }
  return merged;
};
