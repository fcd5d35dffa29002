/** Everything in which a `?` is no placeholder: texts, quoted names, comments, dollar-quoted bodies. */
const opaque = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|\?/g;

/**
 * SQL with `?` for each value, as SQLite takes it, with `$1`, `$2` … as PostgreSQL does.
 * @example numberPlaceholders("SELECT '?' FROM t WHERE a = ?") // "SELECT '?' FROM t WHERE a = $1"
 */
export const numberPlaceholders = (sql: string): string => {
  let count = 0;
  return sql.replace(opaque, (found) => (found === "?" ? `$${(count += 1)}` : found));
};
