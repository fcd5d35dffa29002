import { exactJson } from "#base";
import type { Operation } from "#catalog";

import { plain, plainJson } from "../print/plain.ts";
import type { Style } from "../print/style.ts";
import { table } from "../print/table.ts";

/** An operation in a list as scripts see it. */
export const operationDocument = ({ id, api, method, path, name }: Operation): object => ({
  id,
  api,
  method,
  path,
  name,
});

export const operationTable = (operations: readonly Operation[], style: Style): string =>
  table([
    ["operation", "method", "path", "name"].map((cell) => style.dim(cell)),
    ...operations.map(({ id, method, path, name }) => [style.bold(plain(id)), plain(method), plain(path), plain(name)]),
  ]);

/** One JSON document with every digit of large integers, on one line where it has any. */
export const exactDocument = (value: object): string => {
  const text = exactJson.stringify(value);
  return /\d{16}/.test(text) ? `${escapeUnseen(text)}\n` : plainJson(value);
};

/** Inside JSON's strings, as plainJson does it. */
const escapeUnseen = (text: string): string =>
  text.replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
