import { headerKey } from "./header-key.ts";

interface Dialect {
  readonly name: string;
  /** All of these columns must be there, as `headerKey` writes them. */
  readonly all: string;
  /** And one of these, when given. */
  readonly any?: string;
  /** And one column must look like this as it stands in the file. */
  readonly written?: RegExp;
}

// The most telling first: the first that fits is taken.
const dialects: readonly Dialect[] = [
  { name: "Google Workspace", all: "emailaddress orgunitpath" },
  { name: "GAM", all: "primaryemail", any: "namegivenname namefamilyname namefullname orgunitpath" },
  { name: "Microsoft Entra ID", all: "userprincipalname" },
  { name: "Microsoft SDS v1", all: "sisid username" },
  { name: "OneRoster", all: "sourcedid enableduser givenname familyname" },
  { name: "OneRoster", all: "sourcedid role givenname familyname" },
  { name: "Microsoft SDS v2", all: "sourcedid username" },
  {
    name: "Workday",
    all: "",
    any: "supervisoryorganization legalnamefirstname emailprimarywork primaryworkemail workersmanager",
  },
  { name: "BambooHR", all: "workemail", any: "employeenumber preferredname" },
  { name: "PSZoom", all: "email action type", written: /^(?:FirstName|LastName)$/ },
  { name: "Zoom API", all: "email", written: /^(?:first_name|last_name)$/ },
  { name: "Zoom user import", all: "email firstname lastname" },
];

const fits = (dialect: Dialect, header: readonly string[], keys: ReadonlySet<string>): boolean =>
  dialect.all.split(" ").every((key) => key === "" || keys.has(key)) &&
  (dialect.any === undefined || dialect.any.split(" ").some((key) => keys.has(key))) &&
  (dialect.written === undefined || header.some((name) => dialect.written?.test(name.trim())));

/** The system an export seems to come from; only named to the user, it changes nothing. */
export const detectDialect = (header: readonly string[]): string => {
  const keys = new Set(header.map(headerKey));
  return dialects.find((dialect) => fits(dialect, header, keys))?.name ?? "generic";
};
