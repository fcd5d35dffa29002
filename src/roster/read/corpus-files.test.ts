// Small dirty files as people really export them, written for this: each with what comes of it. corpus.test.ts reads them.
import { strToU8, zipSync } from "fflate";

import type { ReadOptions } from "./types.ts";

/** What a file comes to: people that can be planned, and the codes of rows that cannot; or why it is refused. */
export interface Specimen {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** At most one flag. */
  readonly options?: ReadOptions;
  readonly people?: readonly string[];
  /** "line code" of every problem. */
  readonly problems?: readonly string[];
  readonly dialect?: string;
  readonly refused?: readonly [code: string, message: RegExp];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf8Mark = (text: string): Uint8Array => utf8(`\uFEFF${text}`);
const utf16 = (text: string, littleEndian = true, mark = true): Uint8Array => {
  const units = [
    ...(mark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_unused, at) => text.charCodeAt(at)),
  ];
  return Uint8Array.from(units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
};
/** Characters of Latin-1 only: there Windows-1252 is the same. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(Array.from(text, (character) => character.charCodeAt(0)));

const cellXml = (value: string, column: number, row: number): string => {
  const at = `${String.fromCharCode(65 + column)}${row}`;
  if (value.startsWith("=")) return `<c r="${at}" t="str"><f>${value.slice(1)}</f><v>computed@acme.test</v></c>`;
  if (value.startsWith("#")) return `<c r="${at}" t="e"><v>${value}</v></c>`;
  if (/^\d+$/.test(value)) return `<c r="${at}"><v>${value}</v></c>`;
  return value === "" ? "" : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
};

const sheetXml = (rows: readonly (readonly string[])[]): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cellXml(value, column, at + 1)).join("")}</row>`)
    .join("")}</sheetData></worksheet>`;

const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook as Excel lays it out, with the sheets given. */
export const workbook = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array => {
  const names = Object.keys(sheets);
  const files: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${names.map((_name, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    ),
    "_rels/.rels": strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": strToU8(
      `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_name, at) => `<Relationship Id="rId${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join("")}</Relationships>`,
    ),
  };
  for (const [at, name] of names.entries())
    files[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(sheetXml(sheets[name] ?? []));
  return zipSync(files);
};

const one = ["mona@acme.test"];
const two = ["mona@acme.test", "ola@acme.test"];

const text: readonly Specimen[] = [
  {
    name: "mark-crlf.csv",
    bytes: utf8Mark("Email,First Name,Last Name\r\nmona@acme.test,Mona,Reyes\r\n"),
    people: one,
    dialect: "Zoom user import",
  },
  { name: "old-mac.csv", bytes: utf8("Email,Name\rmona@acme.test,Mona Reyes\rola@acme.test,Ola Nord\r"), people: two },
  {
    name: "ragged.csv",
    bytes: utf8("Email,First,Last\nmona@acme.test,Mona\nola@acme.test,Ola,Nord\nida@acme.test,Ida,Berg,extra\n"),
    people: ["ola@acme.test"],
    problems: ["2 ragged_row", "4 ragged_row"],
  },
  { name: "last-first.csv", bytes: utf8('Mail;Mitarbeiter;Name\nmona@acme.test;x;"Reyes, Mona"\n'), people: one },
  { name: "spaces.csv", bytes: utf8("  Email ,First Name\n  mona@acme.test  ,  Mona   Maria \n"), people: one },
  { name: "hard-spaces.csv", bytes: utf8("Email,First Name\n\u00A0mona@acme.test\u00A0,Mona\u200B\n"), people: one },
  {
    name: "no-email-column.csv",
    bytes: utf8("Name,Team\nMona Reyes,Sales\n"),
    refused: ["RC_ROSTER_NO_EMAIL_COLUMN", /It has: Name, Team/],
  },
  {
    name: "no-email-column-template.csv",
    bytes: utf8("Name,Team\nMona Reyes,Sales\n"),
    options: { emailTemplate: "{first}.{last}@acme.test" },
    people: ["mona.reyes@acme.test"],
  },
  {
    name: "template-namesakes.csv",
    bytes: utf8("First Name,Last Name\nÅsa,Ødegård\nAsa,Odegard\n\u738B,\u5C0F\u660E\n"),
    options: { emailTemplate: "{f}{last}@acme.test" },
    people: ["aodegard@acme.test", "aodegard2@acme.test"],
    problems: ["4 template_empty"],
  },
  {
    name: "username-no-domain.csv",
    bytes: utf8("sourcedId,username,givenName,familyName\n1,mreyes,Mona,Reyes\n"),
    refused: ["RC_ROSTER_NO_EMAIL_COLUMN", /username/],
  },
  {
    name: "username-template.csv",
    bytes: utf8("sourcedId,username,givenName,familyName\n1,m.reyes,Mona,Reyes\n"),
    options: { emailTemplate: "{username}@school.test" },
    people: ["m.reyes@school.test"],
  },
  {
    name: "duplicates-by-case.csv",
    bytes: utf8("Email\nMona@acme.test\nmona@ACME.test\n"),
    people: ["Mona@acme.test"],
    problems: ["3 duplicate_row"],
  },
  {
    name: "chinese-names.csv",
    bytes: utf8(
      "Email,First Name\nmona@acme.test,\u6B27\u9633\u5C0F\u660E\u534E\nola@acme.test,\u6B27\u9633\u5C0F\u660E\u534E\u5F3A\n",
    ),
    people: one,
    problems: ["3 name_too_many_chinese"],
  },
  {
    name: "typographic-apostrophe.csv",
    bytes: utf8("Email,Last Name\nmona@acme.test,O\u2019Brien\no\u2019brien@acme.test,O\u2019Brien\n"),
    people: one,
    problems: ["3 email_invalid"],
  },
  {
    name: "formula-errors.csv",
    bytes: utf8("Email,First Name\nmona@acme.test,#N/A\n#REF!,Ola\n"),
    problems: ["2 formula_error", "3 formula_error"],
    people: [],
  },
  { name: "formula-cells.csv", bytes: utf8('Email,First Name\nmona@acme.test,"=HYPERLINK(""x"")"\n'), people: one },
  {
    name: "semicolon-latin1.csv",
    bytes: latin1("E-Mail-Adresse;Vorname;Nachname\nmona@acme.test;J\u00FCrgen;M\u00FCller\n"),
    people: one,
  },
  { name: "utf16le.csv", bytes: utf16("Email\tName\nmona@acme.test\tMona Reyes\n"), people: one },
  { name: "utf16be.csv", bytes: utf16("Email\tName\nmona@acme.test\tMona Reyes\n", false), people: one },
  { name: "utf16-no-mark.csv", bytes: utf16("Email,Name\nmona@acme.test,Mona Reyes\n", true, false), people: one },
  { name: "tabs.tsv", bytes: utf8("Email\tName\nmona@acme.test\tMona Reyes\n"), people: one },
  { name: "bars.txt", bytes: utf8("Email|Name\nmona@acme.test|Mona Reyes\n"), people: one },
  { name: "sep-line.csv", bytes: utf8("sep=;\nEmail;Name\nmona@acme.test;Mona Reyes\n"), people: one },
  { name: "blank-lines.csv", bytes: utf8("\n\nEmail,Name\n\nmona@acme.test,Mona Reyes\n,\n\n"), people: one },
  {
    name: "trailing-delimiters.csv",
    bytes: utf8("Email,Name\nmona@acme.test,Mona Reyes,\nola@acme.test,Ola Nord,\n"),
    people: two,
  },
  {
    name: "quoted-line-break.csv",
    bytes: utf8('Email,Title\nmona@acme.test,"Head of\nSales"\nola at acme.test,x\n'),
    people: one,
    problems: ["4 email_invalid"],
  },
  {
    name: "open-quote.csv",
    bytes: utf8('Email,Name\nmona@acme.test,"Mona\nola@acme.test,Ola\n'),
    refused: ["RC_ROSTER_QUOTE", /line 2/],
  },
  {
    name: "no-header.csv",
    bytes: utf8("mona@acme.test,Mona,Reyes\nola@acme.test,Ola,Nord\n"),
    refused: ["RC_ROSTER_NO_HEADER", /column 1/],
  },
  { name: "header-only.csv", bytes: utf8("Email,Name\n"), refused: ["RC_ROSTER_EMPTY", /no rows/] },
  { name: "empty.csv", bytes: utf8(""), refused: ["RC_ROSTER_EMPTY", /is empty/] },
  {
    name: "two-emails.csv",
    bytes: utf8("Email,Email\na@acme.test,b@acme.test\n"),
    refused: ["RC_ROSTER_DUPLICATE_COLUMN", /both mean email/],
  },
  {
    name: "cut-off.csv",
    bytes: utf8("Email,Name\nola@acme.test,J\u00E9r\u00F4me\nmona@acme.test,Zo\u00EB").subarray(0, -1),
    refused: ["RC_ROSTER_ENCODING", /line 3/],
  },
  {
    name: "really-html.xls",
    bytes: utf8("<html><table><tr><td>Email</td></tr></table></html>"),
    refused: ["RC_ROSTER_NOT_TEXT", /HTML/],
  },
  {
    name: "mapped.csv",
    bytes: utf8("Contact,Who\nmona@acme.test,Mona\n"),
    options: { map: { Contact: "email" } },
    people: one,
  },
  {
    name: "where.csv",
    bytes: utf8("Email,Country\nmona@acme.test,NL\nola@acme.test,nl \nida@acme.test,NO\n"),
    options: { where: ["country=nl"] },
    people: two,
  },
  {
    name: "where-not.csv",
    bytes: utf8("Email,Team\nmona@acme.test,Sales EU\nola@acme.test,IT\n"),
    options: { where: ["Team!~it"] },
    people: one,
  },
  {
    name: "where-unknown.csv",
    bytes: utf8("Email,Team\nmona@acme.test,Sales\n"),
    options: { where: ["Land=NL"] },
    refused: ["RC_ROSTER_WHERE", /no column "Land"/],
  },
  {
    name: "limit.csv",
    bytes: utf8("Email\nmona@acme.test\nola@acme.test\nida@acme.test\n"),
    options: { limit: 2 },
    people: two,
  },
  {
    name: "bad-template.csv",
    bytes: utf8("First Name\nMona\n"),
    options: { emailTemplate: "{frst}@acme.test" },
    refused: ["RC_ROSTER_TEMPLATE", /\{frst\}/],
  },
];

const dialects: readonly Specimen[] = [
  {
    name: "entra.csv",
    bytes: utf8(
      "userPrincipalName,displayName,surname,mail,givenName,accountEnabled\nmona@acme.test,Mona Reyes,Reyes,mona@acme.test,Mona,True\nola@acme.test,Ola Nord,Nord,,Ola,False\n",
    ),
    people: one,
    problems: ["3 inactive_in_source"],
    dialect: "Microsoft Entra ID",
  },
  {
    name: "google.csv",
    bytes: utf8(
      "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required]\nMona,Reyes,mona@acme.test,****,/\n",
    ),
    people: one,
    dialect: "Google Workspace",
  },
  {
    name: "gam.csv",
    bytes: utf8(
      "primaryEmail,name.givenName,name.familyName,suspended,orgUnitPath\nmona@acme.test,Mona,Reyes,False,/\nola@acme.test,Ola,Nord,True,/\n",
    ),
    people: one,
    problems: ["3 inactive_in_source"],
    dialect: "GAM",
  },
  {
    name: "sds-v1-student.csv",
    bytes: utf8("SIS ID,School SIS ID,Username,First Name,Last Name\n1,10,mona@acme.test,Mona,Reyes\n"),
    people: one,
    dialect: "Microsoft SDS v1",
  },
  {
    name: "sds-v2-users.csv",
    bytes: utf8("sourcedId,username,givenName,familyName,password\n1,mona@acme.test,Mona,Reyes,\n"),
    people: one,
    dialect: "Microsoft SDS v2",
  },
  {
    name: "sds-v21-users.csv",
    bytes: utf8(
      "sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms\n1,mreyes,Mona,Reyes,,,mona@acme.test,,\n",
    ),
    people: one,
    dialect: "Microsoft SDS v2",
  },
  {
    name: "oneroster-users.csv",
    bytes: utf8(
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email\n1,active,2026-01-01,true,s,teacher,mreyes,Mona,Reyes,mona@acme.test\n2,tobedeleted,2026-01-01,true,s,teacher,onord,Ola,Nord,ola@acme.test\n",
    ),
    people: one,
    problems: ["3 inactive_in_source"],
    dialect: "OneRoster",
  },
  {
    name: "bamboo.csv",
    bytes: utf8(
      "Employee #,First Name,Last Name,Work Email,Preferred Name,Status\n1,Mona,Reyes,mona@acme.test,Mo,Active\n2,Ola,Nord,ola@acme.test,,Inactive\n",
    ),
    people: one,
    problems: ["3 inactive_in_source"],
    dialect: "BambooHR",
  },
  {
    name: "workday.csv",
    bytes: utf8(
      "Worker,Legal Name - First Name,Legal Name - Last Name,Email - Primary Work,Supervisory Organization\nMona Reyes (1),Mona,Reyes,mona@acme.test,Sales\n",
    ),
    people: one,
    dialect: "Workday",
  },
  {
    name: "pszoom.csv",
    bytes: utf8("Email,FirstName,LastName,Type,Action\nmona@acme.test,Mona,Reyes,2,create\n"),
    people: one,
    dialect: "PSZoom",
  },
];

const structured: readonly Specimen[] = [
  {
    name: "people.json",
    bytes: utf8('[\n{"email":"mona@acme.test","name":{"givenName":"Mona"}},\n{"email":"ola at acme.test"}\n]'),
    people: one,
    problems: ["3 email_invalid"],
  },
  {
    name: "graph.json",
    bytes: utf8(
      '{"@odata.context":"x","value":[{"userPrincipalName":"mona@acme.test","givenName":"Mona","surname":"Reyes"}]}',
    ),
    people: one,
    dialect: "Microsoft Entra ID",
  },
  {
    name: "scim.json",
    bytes: utf8('{"Resources":[{"userName":"mona","emails":[{"value":"mona@acme.test","primary":true}]}]}'),
    people: one,
  },
  {
    name: "people.ndjson",
    bytes: utf8('{"email":"mona@acme.test"}\n\n{"email":"ola@acme.test","department":"IT"}\n'),
    people: two,
  },
  {
    name: "broken.ndjson",
    bytes: utf8('{"email":"mona@acme.test"}\n{"email":\n'),
    refused: ["RC_ROSTER_JSON", /line 2/],
  },
  { name: "numbers.json", bytes: utf8("[[1,2],[3,4]]"), refused: ["RC_ROSTER_JSON", /no object/] },
  {
    name: "people.xlsx",
    bytes: workbook({
      Notes: [["Read me"]],
      People: [
        ["Email", "First Name", "Licence"],
        ["mona@acme.test", "Mona", "2"],
        [],
        ["ola at acme.test", "Ola", "1"],
      ],
    }),
    people: one,
    problems: ["4 email_invalid"],
  },
  {
    name: "formulas.xlsx",
    bytes: workbook({
      S: [
        ["Email", "First Name"],
        ["=LOWER(B2)", "Mona"],
      ],
    }),
    people: ["computed@acme.test"],
  },
  {
    name: "broken.xlsx",
    bytes: workbook({ S: [["Email"], ["mona@acme.test"]] }).subarray(0, 200),
    refused: ["RC_ROSTER_WORKBOOK", /Excel workbook/],
  },
  {
    name: "zip-of-something.zip",
    bytes: zipSync({ "a.txt": strToU8("hello") }),
    refused: ["RC_ROSTER_WORKBOOK", /Excel workbook/],
  },
  {
    name: "bomb.xlsx",
    bytes: zipSync({ "xl/workbook.xml": new Uint8Array(3 * 1_048_576) }),
    options: { maxUnpackedBytes: 1_048_576 },
    refused: ["RC_ROSTER_TOO_BIG", /unpacks to more/],
  },
];

/** Every small specimen. */
export const smallFiles: readonly Specimen[] = [...text, ...dialects, ...structured];
