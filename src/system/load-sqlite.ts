import type * as sqlite from "node:sqlite";

type Sqlite = typeof sqlite;

const quietImport = async (): Promise<Sqlite> => {
  const emitWarning = process.emitWarning.bind(process);
  // Node 22 calls SQLite experimental once, when it is first loaded; everybody else's warnings pass.
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (!String(warning).includes("SQLite is an experimental feature"))
      Reflect.apply(emitWarning, undefined, [warning, ...rest]);
  };
  try {
    return await import("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
};

let loading: Promise<Sqlite> | undefined;

/** node:sqlite, loaded when first needed, without Node 22's warning. */
export const loadSqlite = async (): Promise<Sqlite> => {
  loading ??= quietImport();
  return await loading;
};
