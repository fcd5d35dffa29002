// roster/read: turns a people file (its bytes in pieces, and a name) into people, with what is wrong in each row.
// It refuses to know where the bytes come from, the network, the account and what will be done with the people.
// A file that cannot be used throws; a bad row is data. Passwords are in person.password and cells, never in a message.
// Start reading at types.ts (what comes out) and read-people-file.ts (the order of the steps);
// columns.ts is where a new column name goes.
export { fields } from "./columns.ts";
export { emailKey } from "./email.ts";
export { readErrors } from "./errors.ts";
export { PackedCells } from "./packed-cells.ts";
export { publicCells } from "./public-cells.ts";
export { digestOf, firstBytes, megabyte, type OpenBytes } from "./open-bytes.ts";
export { maxStreamedBytes } from "./open-table.ts";
export { readColumn, readPeopleFile } from "./read-people-file.ts";
export type { CreateAction, Field, Person, ReadOptions, Roster, SourceRow } from "./types.ts";
