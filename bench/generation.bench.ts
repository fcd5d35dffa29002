// Whole programs of ours in every language beside Scalar's snippets with all its clients, for the same two OpenAPI documents.
// Scalar makes a snippet from an operation of a document (`generateCodeSnippet`: what its reference runs when it shows one) or
// from a request that somebody has made already. Ours starts from an operation, so the first is the baseline; the second,
// which leaves half of the work out, is for information. Snippets have a twentieth of the length of our programs.
import { existsSync } from "node:fs";

import { z } from "zod";

import { exactJson } from "#base";
import { createCatalog, importApi, type Operation, toOpenApi } from "#catalog";
import { languages, planRequest } from "#programs";

import { bigCollection } from "../test/journeys/catalog-documents.ts";
import { startServer } from "./child.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

const warmUps = 6;
const rounds = 15;
const requestsOfCollection = 320;
const measured = z.object({ count: z.number().positive(), cpu: z.number() });

if (!existsSync(new URL("peers/node_modules", import.meta.url)))
  throw new Error("the peers are not installed: npm ci --ignore-scripts --prefix bench/peers");

/** A request as HTTP archives have it: what Scalar takes. */
const archived = (operation: Operation): object => {
  const { method, baseUrl, target, headers, body } = planRequest(operation);
  const pairs = headers.map(([name, value]) => ({ name, value }));
  const mimeType = pairs.find(({ name }) => name === "Content-Type")?.value ?? "text/plain";
  return {
    method,
    url: (/^https?:/.test(baseUrl) ? baseUrl : "https://api.example.com") + target, // Scalar wants one that is whole
    httpVersion: "HTTP/1.1",
    headers: pairs,
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: -1,
    ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
  };
};

using ours = await startServer("programs.ts");
using scalar = await startServer("../peers/generate.mjs");

const thousands = (values: readonly number[]): string => (median(values) / 1000).toFixed(1);

/** A document as it is in a round. */
type InRound = (text: string, round: number) => string;

/**
 * The same document with other words in each round: no text comes twice. Names of fields do, and so do the shapes of answers, for
 * which lines are made once (once-for.ts), as when somebody types values into a request.
 */
const otherWords: InRound = (text, round) => text.replaceAll(/"(summary|description)":"/g, `"$1":"${round} `);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of all schemas are called otherwise: nothing that a round has made serves the next. */
const otherNames: InRound = (text, round) => {
  const renamed = (_key: string, value: unknown): unknown =>
    isObject(value) && isObject(value["properties"])
      ? {
          ...value,
          properties: Object.fromEntries(
            Object.entries(value["properties"]).map(([name, schema]) => [`${name}_${round + warmUps}`, schema]),
          ),
        }
      : value;
  return JSON.stringify(JSON.parse(otherWords(text, round), renamed));
};

interface Rates {
  readonly ours: number[];
  readonly ofDocument: number[];
  readonly ofRequests: number[];
}

const measure = async (text: string, inRound: InRound): Promise<Rates> => {
  const rates: Rates = { ours: [], ofDocument: [], ofRequests: [] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const words = inRound(text, round);
    const { operations } = importApi([{ name: "document.json", text: words }]);
    const made = measured.parse(await ours.ask({ text: words }));
    const shown = measured.parse(await scalar.ask({ text: words }));
    const printed = measured.parse(await scalar.ask({ requests: operations.map(archived) }));
    if (made.count !== operations.length * languages.length) throw new Error(`${made.count} programs were made`);
    if (shown.count !== printed.count) throw new Error(`Scalar made ${shown.count} and ${printed.count} snippets`);
    if (round < 0) continue; // all are cold
    rates.ours.push(made.count / made.cpu);
    rates.ofDocument.push(shown.count / shown.cpu);
    rates.ofRequests.push(printed.count / printed.cpu);
  }
  return rates;
};

const against = (rates: Rates, theirs: readonly number[]): Pick<Figure, "value" | "unit" | "note"> => {
  const ratios = rates.ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
  const note = `${spread(ratios)}; ${thousands(rates.ours)} and ${thousands(theirs)} thousand`;
  return { value: median(ratios), unit: "x", note };
};

const compare = async (what: string, text: string): Promise<readonly Figure[]> => {
  const rates = await measure(text, otherWords);
  return [
    {
      what: `${what}: our whole programs / Scalar's snippets of its operations, per CPU second`,
      required: { atLeast: 2 },
      ...against(rates, rates.ofDocument),
    },
    {
      what: `${what}: our whole programs / Scalar's snippets of requests that are made already, per CPU second`,
      ...against(rates, rates.ofRequests),
    },
  ];
};

const zoom = createCatalog().api("zoom").operations;
const collection = importApi([{ name: "collection.json", text: bigCollection(requestsOfCollection) }]).operations;
const documentOf = (title: string, operations: readonly Operation[]): string =>
  exactJson.stringify(toOpenApi(title, operations));
const afresh = await measure(documentOf("Zoom", zoom), otherNames);
publish([
  ...(await compare(`Zoom's ${zoom.length} operations`, documentOf("Zoom", zoom))),
  {
    what: `Zoom's ${zoom.length} operations, fields called otherwise in each round: the first of these figures`,
    ...against(afresh, afresh.ofDocument),
  },
  ...(await compare(`a collection of ${collection.length} requests`, documentOf("Collection", collection))),
]);
