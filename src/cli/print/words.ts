/** "1,500": digits as the rest of the texts, whatever the machine's locale. */
export const number = (value: number): string => value.toLocaleString("en-US");

/** "1 row", "12 rows". */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** "4 s", "3 min", "2 h". */
export const duration = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
};

const harmless = /^[\w@%+=:,./-]+$/;

/** An argument as a POSIX shell takes it. */
export const quoted = (argument: string): string =>
  harmless.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
