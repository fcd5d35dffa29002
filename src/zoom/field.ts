import type { Source } from "./source.ts";

/** `any`: of several types, which the note tells. */
export type FieldType = "any" | "string" | "integer" | "number" | "boolean" | "object" | "array";

/** One field of a request or response body. A row, not a schema: everything else is made from these rows. */
export interface Field {
  /** Dotted path from the root; `[]` stands for each item: `users[].license_info_list[].license_type`. */
  readonly path: string;
  readonly type: FieldType;
  readonly required?: true;
  /** Allowed values; integers beyond 2^53 are bigints. */
  readonly values?: readonly (string | number | bigint)[];
  readonly format?: "email" | "date-time";
  /** Characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Chinese (Han) characters allowed in the text. */
  readonly maxHan?: number;
  readonly maxItems?: number;
  /** Of a number. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly deprecated?: true;
  /** What a reader must know and the columns above cannot say. */
  readonly note?: string;
  /** Where this row comes from, when it is not the operation's own source. */
  readonly source?: Source;
}

/** One parameter of a path or query. */
export interface Parameter extends Omit<Field, "path"> {
  readonly name: string;
  readonly in: "path" | "query";
  readonly default?: string | number | boolean;
}

/** A name with dots in it is a URN (SCIM): `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User`. */
const pathPart = /urn:[^[\]]+?:(?:User|ZoomUser|Group)(?::\w+)?(?=[.[]|$)|\[\]|[^.[\]]+/g;

/** The parts of a field's path: `users[].email` is `users`, `[]`, `email`. */
export const pathParts = (path: string): readonly string[] => path.match(pathPart) ?? [];
