const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/** Every place in a JSON value with its type, such as `users[].email: string`; items of an array are merged. */
export const shapeOf = (value: unknown): ReadonlyMap<string, string> => {
  const shape = new Map<string, string>();
  const walk = (path: string, one: unknown): void => {
    shape.set(path, typeOf(one));
    if (Array.isArray(one)) for (const item of one) walk(`${path}[]`, item);
    else if (typeof one === "object" && one !== null)
      for (const [name, item] of Object.entries(one)) walk(path === "" ? name : `${path}.${name}`, item);
  };
  walk("", value);
  return shape;
};

/** An array without items says nothing about what its items are. */
const isUnderEmpty = (path: string, other: ReadonlyMap<string, string>): boolean => {
  for (let at = path.indexOf("[]"); at !== -1; at = path.indexOf("[]", at + 2))
    if (!other.has(path.slice(0, at + 2)) && other.get(path.slice(0, at)) === "array") return true;
  return false;
};

/** What differs between the shape of a recorded answer and another one, in words. */
export const shapeDifferences = (recorded: unknown, other: unknown): readonly string[] => {
  const [wanted, got] = [shapeOf(recorded), shapeOf(other)];
  const differences: string[] = [];
  for (const [path, type] of wanted) {
    const is = got.get(path);
    if (is === undefined) {
      if (!isUnderEmpty(path, got)) differences.push(`${path || "the body"} is missing`);
    } else if (is !== type) differences.push(`${path || "the body"} is ${is}, recorded was ${type}`);
  }
  for (const path of got.keys())
    if (!wanted.has(path) && !isUnderEmpty(path, wanted)) differences.push(`${path} is there, and was not recorded`);
  return differences;
};
