// Importing large documents, and whole programs for every operation of a collection in every language.
import { dump } from "js-yaml";

import { importApi } from "#catalog";
import { emitProgram, languages, planRequest } from "#programs";

import { bigCollection, bigOpenApi } from "../test/journeys/catalog-documents.ts";
import { publish } from "./figure.ts";

const megabytes = 3;
const requests = 320;

const cpuOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const json = bigOpenApi(megabytes * 1_000_000);
const yaml = dump(JSON.parse(json));
const collection = bigCollection(requests);
let made = 0;
const generation = cpuOf(() => {
  for (const operation of importApi([{ name: "big.json", text: collection }]).operations) {
    const plan = planRequest(operation);
    for (const language of languages) made += emitProgram(language, plan).files.length > 0 ? 1 : 0;
  }
});
if (made !== requests * languages.length) throw new Error(`${made} programs were made`);
const memory = process.resourceUsage().maxRSS / 1024;
const import3 = (name: string, text: string) => ({
  what: `import of an OpenAPI document of ${megabytes} MB, ${name}`,
  value: cpuOf(() => importApi([{ name: `big.${name.toLowerCase()}`, text }])),
  unit: "s CPU",
  required: { atMost: 3 },
});

publish([
  {
    what: `import of ${requests} requests and ${made} programs in ${languages.length} languages`,
    value: generation,
    unit: "s CPU",
    required: { atMost: 60 },
  },
  { what: "peak memory of that", value: memory, unit: "MB", required: { atMost: 500 } },
  import3("JSON", json),
  import3("YAML", yaml),
]);
