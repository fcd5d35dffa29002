import { allLocks, lockedBy, settingAliases } from "#zoom";

const renamed: ReadonlyMap<string, string> = new Map(Object.entries(settingAliases));

/** The name a path is kept under: some settings have one in each document. */
const alias = (path: string): string => {
  const whole = renamed.get(path);
  if (whole !== undefined) return whole;
  const parent = path.slice(0, path.lastIndexOf("."));
  const above = renamed.get(parent);
  return above === undefined ? path : above + path.slice(parent.length);
};

/** The key of a setting, from its path in the document of an option. Both documents of authentication have the same paths. */
export const settingKey = (option: string, path: string): string =>
  option.endsWith("_authentication") && path !== option ? `${option}.${path}` : alias(path);

const lockTargets = new Map(Object.entries<readonly string[]>(lockedBy));

/** What a lock holds: its namesake and all that is below it, unless the facts name other settings. */
const targetsOf = (lock: string): readonly string[] => (lockTargets.get(lock) ?? [lock]).map(alias);

const covers = (target: string, key: string): boolean => key === target || key.startsWith(`${target}.`);

const known = new Map<string, readonly string[]>();

/** The locks that hold a setting. */
export const locksOver = (key: string): readonly string[] => {
  let locks = known.get(key);
  if (locks === undefined) {
    locks = [
      ...new Set(
        allLocks()
          .map(({ path }) => path)
          .filter((lock) => targetsOf(lock).some((target) => covers(target, key))),
      ),
    ];
    known.set(key, locks);
  }
  return locks;
};

/** A lock is a boolean; where Zoom has a text, any but these two. */
export const isLocking = (value: boolean | string | undefined): boolean =>
  value === true || (typeof value === "string" && value !== "" && value !== "false");
