import assert from "node:assert/strict";
import { test } from "node:test";

import { knownColumn } from "./columns.ts";
import { encode } from "./encodings.test.ts";
import { readPeopleFile } from "./read-people-file.ts";
import type { ReadOptions } from "./types.ts";

const read = (header: string, row: string, options: ReadOptions = {}) =>
  readPeopleFile(() => [encode(`${header}\n${row}\n`)], "people.csv", options);

const ann = { email: "ann@acme.test", firstName: "Ann", lastName: "Lee" };

const exports: readonly {
  readonly dialect: string;
  readonly header: string;
  readonly row: string;
  readonly person?: object;
  readonly unmapped?: readonly string[];
}[] = [
  {
    dialect: "Zoom user import",
    header: "Email,First Name,Last Name,Department,Manager,User Group,Job Title,Location,User Type",
    row: "ann@acme.test,Ann,Lee,Sales,bo@acme.test,All,Lead,Oslo,Licensed",
    person: { type: 2, department: "Sales", manager: "bo@acme.test", jobTitle: "Lead", location: "Oslo" },
    unmapped: ["User Group"],
  },
  {
    dialect: "Microsoft Entra ID",
    header:
      "userPrincipalName,displayName,surname,mail,givenName,userType,jobTitle,department,accountEnabled,usageLocation,officeLocation,companyName",
    row: "al@acme.onmicrosoft.test,Ann L,Lee,ann@acme.test,Ann,Member,Lead,Sales,True,NO,Oslo,Acme",
    person: { displayName: "Ann L", jobTitle: "Lead", department: "Sales", location: "Oslo", company: "Acme" },
    unmapped: ["userType", "usageLocation"],
  },
  {
    dialect: "Google Workspace",
    header:
      "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],Employee Title,Manager Email,Department,Cost Center",
    row: "Ann,Lee,ann@acme.test,****,,/,Lead,bo@acme.test,Sales,77",
    person: { password: "****", jobTitle: "Lead", manager: "bo@acme.test", department: "Sales", costCenter: "77" },
    unmapped: ["Password Hash Function [UPLOAD ONLY]", "Org Unit Path [Required]"],
  },
  {
    dialect: "GAM",
    header:
      "primaryEmail,name.givenName,name.familyName,name.fullName,orgUnitPath,suspended,organizations.0.department",
    row: "ann@acme.test,Ann,Lee,Ann Lee,/,False,Sales",
    person: { department: "Sales" },
    unmapped: ["orgUnitPath"],
  },
  {
    dialect: "Microsoft SDS v1",
    header: "SIS ID,School SIS ID,Username,First Name,Last Name,Password",
    row: "1,2,ann@acme.test,Ann,Lee,Secret12",
    person: { password: "Secret12" },
    unmapped: ["SIS ID", "School SIS ID"],
  },
  {
    dialect: "Microsoft SDS v2",
    header: "sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms",
    row: "1,al,Ann,Lee,,,ann@acme.test,123,",
    person: { phoneNumber: "123" },
    unmapped: ["sourcedId", "username", "activeDirectoryMatchId", "sms"],
  },
  {
    dialect: "OneRoster",
    header:
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,email",
    row: "1,active,2026-09-01,true,2,student,al,,Ann,Lee,ann@acme.test",
    unmapped: ["sourcedId", "dateLastModified", "orgSourcedIds", "role", "username", "userIds"],
  },
  {
    dialect: "BambooHR",
    header: "Employee #,Last Name,First Name,Preferred Name,Work Email,Home Email,Department,Job Title,Location,Status",
    row: "7,Lee,Ann,Annie,ann@acme.test,ann@home.test,Sales,Lead,Oslo,Active",
    person: { displayName: "Annie Lee", department: "Sales", jobTitle: "Lead", location: "Oslo" },
    unmapped: ["Employee #", "Home Email"],
  },
  {
    dialect: "Workday",
    header:
      "Employee ID,Legal Name - First Name,Legal Name - Last Name,Email - Primary Work,Business Title,Supervisory Organization,Cost Center,Worker's Manager",
    row: "7,Ann,Lee,ann@acme.test,Lead,Sales,77,Bo Li",
    person: { jobTitle: "Lead", department: "Sales", costCenter: "77", manager: "Bo Li" },
    unmapped: ["Employee ID"],
  },
  {
    dialect: "PSZoom",
    header: "Email,Action,Type,FirstName,LastName,Password",
    row: "ann@acme.test,ssoCreate,2,Ann,Lee,",
    person: { action: "ssoCreate", type: 2 },
  },
  {
    dialect: "Zoom API",
    header: "id,first_name,last_name,email,type,dept,status",
    row: "x,Ann,Lee,ann@acme.test,1,Sales,active",
    person: { type: 1, department: "Sales" },
    unmapped: ["id"],
  },
  {
    dialect: "generic",
    header: "E-Mail-Adresse;Vorname;NACHNAME;Abteilung",
    row: "ann@acme.test;Ann;Lee;Vertrieb",
    person: { department: "Vertrieb" },
  },
];

for (const { dialect, header, row, person = {}, unmapped = [] } of exports) {
  test(`an export of ${dialect} is understood`, async () => {
    const roster = await read(header, row);
    assert.equal(roster.dialect, dialect);
    assert.deepEqual(roster.rows[0]?.person, { ...ann, ...person });
    assert.deepEqual(
      roster.rows.flatMap(({ problems }) => problems),
      [],
    );
    assert.deepEqual(roster.unmapped, unmapped);
  });
}

test("column names are matched without case, spaces, punctuation, marks and remarks", async () => {
  assert.deepEqual(knownColumn("\uFEFF e_MAIL  address (work) *"), knownColumn("Email Address"));
  assert.equal(knownColumn("Employee #"), undefined);
});

test("names that mean something else in many files count only when their cells bear them out", async () => {
  const roster = await read("Email,Type,Action,Username", "ann@acme.test,Full-time,New hire,al");
  assert.deepEqual(roster.mapping, [{ column: "Email", field: "email" }]);
  assert.deepEqual(roster.unmapped, ["Type", "Action", "Username"]);
});

test("the best name wins, the others are left aside", async () => {
  const roster = await read(
    "Email,Work Email,Manager,Manager Email",
    "private@home.test,ann@acme.test,Bo,bo@acme.test",
  );
  assert.equal(roster.rows[0]?.person.email, "ann@acme.test");
  assert.deepEqual(roster.unmapped, ["Email", "Manager"]);
});

test("a mapping by hand wins, and can leave a column out", async () => {
  const options: ReadOptions = { map: { Adresse: "email", "work EMAIL": "ignore", Kuerzel: "displayName" } };
  const roster = await read("Adresse,Work Email,Kuerzel,Name", "ann@acme.test,x@acme.test,AL,Ann Lee", options);
  assert.deepEqual(roster.rows[0]?.person, { ...ann, displayName: "AL" });
  assert.deepEqual(roster.unmapped, ["Work Email"]);
});

test("headers that cannot be used are errors", async () => {
  const cases: readonly [string, string, ReadOptions, string, RegExp][] = [
    ["Foo,Bar", "1,2", {}, "RC_ROSTER_NO_EMAIL_COLUMN", /It has: Foo, Bar\. Understood are: Email/],
    ["Email,E-Mail", "a,b", {}, "RC_ROSTER_DUPLICATE_COLUMN", /column 1 "Email" and column 2 "E-Mail" both mean email/],
    ["ann@acme.test,Secret12", "b,c", {}, "RC_ROSTER_NO_HEADER", /an address in column 1\)\.$/],
    ["Email,X", "a,b", { map: { Y: "type" } }, "RC_ROSTER_MAP", /no column "Y"; it has: Email, X/],
    ["Email,X,Y", "a,b,c", { map: { X: "type", Y: "type" } }, "RC_ROSTER_MAP", /second is "Y"/],
  ];
  for (const [header, row, options, code, message] of cases) {
    await assert.rejects(read(header, row, options), { code, message });
  }
});

test("a header with very many or very long names makes a short message", async () => {
  const header = Array.from({ length: 240 }, (_, index) => `${"[x".repeat(2000)}${index}`).join(",");
  await assert.rejects(
    read(header, "1"),
    ({ message }: Error) => message.length < 4000 && /and 200 more/.test(message),
  );
});

test("an @ in a column's name does not make it data", async () => {
  assert.equal((await read("Email (@acme.test)", "ann@acme.test")).rows[0]?.person.email, "ann@acme.test");
});

test("unused columns may share a name or have none", async () => {
  const roster = await read("Email,Note,Note,", "ann@acme.test,1,2,");
  assert.deepEqual(roster.unmapped, ["Note", "Note"]);
});
