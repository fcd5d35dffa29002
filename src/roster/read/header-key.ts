/** No known name is longer; and patterns with brackets are slow on very long text. */
const maxCharacters = 200;

/**
 * A column name without what differs between exports: case, accents, spaces, punctuation, invisible characters, and
 * remarks in brackets such as `[Required]` or `(optional)`. "E-Mail Address [Required]" becomes "emailaddress",
 * "Employee #" becomes "employeenumber".
 */
export const headerKey = (column: string): string =>
  column
    .slice(0, maxCharacters)
    .replace(/\[[^\]]*\]|\([^)]*\)/g, "")
    .replaceAll("#", "number")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
