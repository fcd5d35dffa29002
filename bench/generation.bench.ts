// Whole programs of ours in every language beside Scalar's snippets with all its clients, for the same two documents.
import { existsSync } from "node:fs";

import { z } from "zod";

import { exactJson } from "#base";
import { createCatalog, importApi, type Operation, toOpenApi } from "#catalog";
import { languages, planRequest } from "#programs";

import { bigCollection } from "../test/journeys/catalog-documents.ts";
import { startServer } from "./child.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

const rounds = 9;
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

using ours = await startServer("programs");
using scalar = await startServer("../peers/generate");

const thousands = (values: readonly number[]): string => (median(values) / 1000).toFixed(1);

const compare = async (what: string, text: string): Promise<Figure> => {
  const requests = importApi([{ name: "document.json", text }]).operations.map(archived);
  const ratios: number[] = [];
  const rates: { ours: number; scalar: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const made = measured.parse(await ours.ask({ text }));
    const printed = measured.parse(await scalar.ask({ requests }));
    if (made.count !== requests.length * languages.length) throw new Error(`${made.count} programs were made`);
    const rate = { ours: made.count / made.cpu, scalar: printed.count / printed.cpu };
    if (round === 0) continue; // both are cold
    rates.push(rate);
    ratios.push(rate.ours / rate.scalar);
  }
  return {
    what: `${what}: our whole programs / Scalar's snippets, per CPU second`,
    value: median(ratios),
    unit: "x",
    required: { atLeast: 2 },
    note: `${spread(ratios)}; ${thousands(rates.map((rate) => rate.ours))} and ${thousands(rates.map((rate) => rate.scalar))} thousand`,
  };
};

const zoom = createCatalog().api("zoom").operations;
publish([
  await compare(`Zoom's ${zoom.length} operations`, exactJson.stringify(toOpenApi("Zoom", zoom))),
  await compare(`a collection of ${requestsOfCollection} requests`, bigCollection(requestsOfCollection)),
]);
