import type { Operation, Schema } from "#catalog";

import { nastyTexts } from "./nasty.ts";

const text: Schema = { type: "string" };

const everything = nastyTexts.join(" ");

const hostileNames = [
  ...nastyTexts,
  "class",
  "answer",
  "1st",
  "__proto__",
  "constructor",
  "a-b",
  "a_b",
  "aB",
  "A B",
  "名前",
  "func",
  "string",
  "self",
  "end",
];

/** An operation whose own words are all hostile: name, description, path, header, field names. */
export const hostileOperation: Operation = {
  id: "corpus:hostile",
  api: "corpus",
  name: everything,
  description: everything,
  method: "POST",
  servers: ["https://api.example.com/a'b\"$(c)`d`/#{e}"],
  path: '/it\'s/"q"/$(touch x)/`touch x`/#{x}/%41/%/{id}',
  folders: [everything],
  parameters: [
    { name: "id", in: "path", required: true, schema: text, example: everything },
    { name: everything, in: "query", required: false, schema: text, example: everything },
    { name: "X-It's`a`$h", in: "header", required: false, schema: text, example: everything },
    { name: "Bad Name:\r\nInjected", in: "header", required: false, schema: text, example: "x" },
  ],
  body: {
    kind: "json",
    contentType: "application/json",
    schema: { type: "object" },
    example: JSON.stringify(Object.fromEntries(nastyTexts.map((nasty) => [`key ${nasty}`, nasty]))),
  },
  auth: { scheme: "bearer", environment: "EXAMPLE $(x) TOKEN" },
  answers: [
    {
      name: everything,
      status: 200,
      headers: [],
      contentType: "application/json",
      schema: { type: "object", properties: Object.fromEntries(hostileNames.map((name) => [name, text])) },
    },
    { name: "bad", status: 400, headers: [], body: '{"error":{"code":"$(x)","message":"no"}}' },
  ],
  errors: [],
  prerequisites: [everything],
  source: { kind: "postman", where: everything },
  repairs: [],
};
