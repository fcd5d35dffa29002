const maxKept = 100;

/** Gives the same object for equal ones, so that what is made of it can be kept beside it (once-for.ts). */
export const interning = <Value extends object>(): ((value: Value) => Value) => {
  const kept = new Map<string, Value>();
  return (value) => {
    const key = JSON.stringify(value);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= maxKept) kept.clear();
    kept.set(key, value);
    return value;
  };
};
