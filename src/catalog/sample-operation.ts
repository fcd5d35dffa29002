import { exactJson } from "#base";

import type { Operation } from "./operation.ts";
import { readSample, type SourceText } from "./read-text.ts";

/**
 * A pasted answer as an operation that gives it: enough for a program that reads such answers.
 * @throws RC_CATALOG_SYNTAX, RC_CATALOG_TOO_LARGE, RC_CATALOG_DOCUMENT
 */
export const operationOfSample = (sample: SourceText): Operation => ({
  id: `sample:${sample.name}`,
  api: "sample",
  // Not where the file lies: the program is for others' eyes.
  name: sample.name.replace(/^.*[/\\]/s, ""),
  method: "GET",
  servers: [],
  path: "/",
  folders: [],
  parameters: [],
  auth: { scheme: "none" },
  answers: [
    {
      name: "as pasted",
      status: 200,
      headers: [],
      contentType: "application/json",
      body: exactJson.stringify(readSample(sample)),
    },
  ],
  errors: [],
  prerequisites: [],
  source: { kind: "sample", where: sample.name },
  repairs: [],
});
