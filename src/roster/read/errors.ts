import { defineErrors, exits } from "#base";

const exit = exits.usage;

/** Files that cannot be used at all; a bad row is not an error but that row's problem. */
export const readErrors = defineErrors({
  RC_ROSTER_TOO_BIG: {
    summary: "The people file, or something in it, is larger than the limit.",
    fix: "Split it into several files.",
    exit,
  },
  RC_ROSTER_CHANGED: {
    summary: "The people file was written to while it was read.",
    fix: "Wait until it is complete, and run the command again.",
    exit,
  },
  RC_ROSTER_NOT_TEXT: {
    summary: "The people file is not a text table.",
    fix: "Open it in your spreadsheet program and export it as CSV (UTF-8).",
    exit,
  },
  RC_ROSTER_ENCODING: {
    summary: "The people file's characters cannot be read reliably.",
    fix: "Save it again as CSV UTF-8.",
    exit,
  },
  RC_ROSTER_QUOTE: {
    summary: "A quoted cell of the people file is not closed, or the file is cut off.",
    fix: 'Close the quote on that line, or write a quote inside a quoted cell twice (""), and export the file again.',
    exit,
  },
  RC_ROSTER_EMPTY: {
    summary: "The people file has no rows.",
    fix: "Give a file with a header line and one line for each person.",
    exit,
  },
  RC_ROSTER_NO_HEADER: {
    summary: "The people file has no header line.",
    fix: "Put a first line with column names above the data, for example Email,First Name,Last Name.",
    exit,
  },
  RC_ROSTER_NO_EMAIL_COLUMN: {
    summary: "No column of the people file is known to hold the e-mail address.",
    fix: 'Rename the column to Email, say which one it is with --map "<column>=email", or have addresses made with --email-template "{first}.{last}@your-domain".',
    exit,
  },
  RC_ROSTER_DUPLICATE_COLUMN: {
    summary: "Two columns of the people file mean the same.",
    fix: 'Rename or remove one of the two columns, or leave it out with --map "<column>=ignore".',
    exit,
  },
  RC_ROSTER_WORKBOOK: {
    summary: "The Excel workbook cannot be read.",
    fix: "Open it, take away its password or protection, and save it as .xlsx or as CSV (UTF-8). Old .xls and .ods files too.",
    exit,
  },
  RC_ROSTER_JSON: {
    summary: "The JSON people file is no list of objects.",
    fix: "Give a JSON list of objects, one for each person, or one object a line (NDJSON).",
    exit,
  },
  RC_ROSTER_WHERE: {
    summary: "A condition of --where does not fit the people file.",
    fix: 'Write --where "<column>=<value>" with a column of the file.',
    exit,
  },
  RC_ROSTER_TEMPLATE: {
    summary: "The e-mail template cannot be used.",
    fix: "Write it as '{first}.{last}@your-domain'; in braces may stand first, last, f, l or a column.",
    exit,
  },
  RC_ROSTER_MAP: {
    summary: "A column mapping does not fit the people file.",
    fix: 'Use --map "<column>=<field>" with the name of a column of this file, each field once.',
    exit,
  },
});
