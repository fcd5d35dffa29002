/** Letters, digits and dashes of a name, in lower case. */
export const slugOf = (name: string, limit = 60): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .slice(0, limit)
    .replaceAll(/^-+|-+$/g, "");

/** Hands out names that have not been handed out before: `a`, `a-2`, `a-3`. */
export const makeUnique = (): ((name: string) => string) => {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return (name) => {
    let count = counts.get(name) ?? 0;
    let unique = name;
    do {
      count += 1;
      unique = count === 1 ? name : `${name}-${count}`;
    } while (taken.has(unique));
    counts.set(name, count);
    taken.add(unique);
    return unique;
  };
};

/** The beginning of an API's environment variables: `PET_STORE`. */
export const environmentPrefix = (api: string): string => {
  const prefix = slugOf(api).replaceAll("-", "_").toUpperCase();
  return /^[A-Z]/.test(prefix) ? prefix : `API_${prefix}`.replace(/_$/, "");
};

/** Text of one line without markup, for names and messages. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/<br\s*\/?>/gi, " ")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\*\*|`/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
