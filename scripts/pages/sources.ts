import { globSync } from "node:fs";
import { resolve } from "node:path";

import { count, page, plain, table } from "./markdown.ts";

interface Known {
  /** As facts write it. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly what: string;
}

/** The short names that facts use in `where`, and what they stand for. */
const known: readonly Known[] = [
  {
    name: "OAS-U",
    pattern: /\bOAS-U\b/,
    what: "Zoom's OpenAPI document for the Users API, as of 2025-12-12, in the public repository JosephMcEvoy/PSZoom (`data/specs`). OAS-S (SCIM2) lies beside it.",
  },
  {
    name: "OAS-A",
    pattern: /\bOAS-A\b/,
    what: "Zoom's OpenAPI document for the Accounts API (roles are in it), of the same date, beside OAS-U.",
  },
  { name: "OAS-S", pattern: /\bOAS-S\b/, what: "Zoom's OpenAPI document for SCIM2, of the same date, beside OAS-U." },
  {
    name: "RFC 7643, RFC 7644",
    pattern: /\bRFC 764[34]\b/,
    what: "The IETF's standard SCIM 2.0: schema and protocol.",
  },
  {
    name: "OAS marketplace",
    pattern: /\bOAS marketplace\b/,
    what: "Zoom's OpenAPI document for the Marketplace API, of the same date, beside OAS-U.",
  },
  {
    name: "OAS-2018",
    pattern: /\bOAS-2018\b/,
    what: "Zoom's older OpenAPI document, repository zoom/api, `openapi.v2.json`; contents of 2018 to 2020.",
  },
  {
    name: "ZDoc …",
    pattern: /\bZDoc\b/,
    what: "A page of Zoom's developer documentation, by its title: errors, rate-limits, s2s-oauth.",
  },
  { name: "Zoom support", pattern: /\bZoom support\b/, what: "An article of Zoom's support site, by its title." },
  {
    name: "ZPlug",
    pattern: /\bZPlug\b/,
    what: "A digest of Zoom's documentation written by a partner, repository anthropics/knowledge-work-plugins.",
  },
  {
    name: "ZN, ZN#n",
    pattern: /\bZN\b/,
    what: "The .NET client Jericho/ZoomNet, its source and recorded samples, or its issue n.",
  },
  {
    name: "Rivet",
    pattern: /\bRivet\b/,
    what: "Zoom's own SDK for Node, npm package `@zoom/rivet`: its types and what it checks.",
  },
  { name: "DF-n", pattern: /\bDF-\d+/, what: "Thread n of Zoom's developer forum (devforum.zoom.us)." },
  { name: "PSZoom#n", pattern: /\bPSZoom#\d+/, what: "Issue n of the PowerShell client JosephMcEvoy/PSZoom." },
  { name: "zoom/api#n", pattern: /\bzoom\/api#\d+/, what: "Issue n of Zoom's own repository zoom/api." },
  {
    name: "server-to-server-oauth-token#n",
    pattern: /server-to-server-oauth-token#\d+/,
    what: "Issue n of Zoom's sample for server-to-server tokens.",
  },
  { name: "zoomus#n", pattern: /\bzoomus#\d+/, what: "Issue n of the Python client zoomus." },
  { name: "zoom_rb#n", pattern: /\bzoom_rb#\d+/, what: "Issue n of the Ruby client zoom_rb." },
  {
    name: "laravel-zoom#n, MacsiDigital#n",
    pattern: /\blaravel-zoom#\d+|\bMacsiDigital#\d+/,
    what: "Issue n of MacsiDigital's Laravel client.",
  },
  {
    name: "zoom-laravel#n",
    pattern: /\bzoom-laravel#\d+/,
    what: "Issue n of the Laravel client JubaerHossain/zoom-laravel.",
  },
  {
    name: "raycast#n",
    pattern: /\braycast#\d+/,
    what: "Issue n of Raycast's extensions, whose Zoom one refreshes tokens.",
  },
  { name: "moodle-mod_zoom#n", pattern: /\bmoodle-mod_zoom#\d+/, what: "Issue n of Moodle's Zoom plugin." },
  {
    name: "Worklytics",
    pattern: /\bWorklytics\b/,
    what: "Documentation of Worklytics' connector (psoxy), with the answers of Zoom's token endpoint.",
  },
  { name: "SailPoint", pattern: /\bSailPoint\b/, what: "Documentation of SailPoint's Zoom connector." },
  {
    name: "Marketplace call log",
    pattern: /\bMarketplace call log\b/,
    what: "A call log of Zoom's App Marketplace quoted in a public report.",
  },
  {
    name: "seeds",
    pattern: /\bseeds \d+/,
    what: "Published sample programs for `POST /users` that this project grew from.",
  },
  {
    name: "dumps, samples",
    pattern: /\bpublic dumps\b|\bsamples?\b/,
    what: "Several public quotations of the same shape, none of them special.",
  },
];

/** Facts that name no source because they are a conclusion; they must be tagged as one. */
const conclusions: Known = {
  name: "(reasoning)",
  pattern: /./,
  what: 'No source says so: a reading of the others, some of them weighed in this project\'s working notes ("section n of the fact sheet").',
};
const concluded = new Set(["inferred", "unknown"]);
const notes = /\bof the fact sheet$/;

interface Citation {
  readonly confidence: string;
  readonly where: string;
}
const isCitation = (value: object): value is Citation =>
  "confidence" in value && "where" in value && typeof value.confidence === "string" && typeof value.where === "string";

/** Every source that is cited anywhere below a value; shared facts count once. */
const collect = (value: unknown, seen: Set<object>, found: Citation[]): void => {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (isCitation(value)) found.push(value);
  else for (const part of Object.values(value)) collect(part, seen, found);
};

const citations = async (): Promise<readonly Citation[]> => {
  const seen = new Set<object>();
  const found: Citation[] = [];
  const files = globSync(["src/zoom/**/*.ts", "src/emulator/switch-facts.ts"]).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  for (const file of files.toSorted()) {
    const module: unknown = await import(resolve(file));
    collect({ ...Object(module) }, seen, found);
  }
  return found;
};

const knownIn = ({ confidence, where }: Citation): readonly Known[] => {
  const matches = known.filter(({ pattern }) => pattern.test(where));
  if (matches.length > 0) return matches;
  if (concluded.has(confidence) || notes.test(where)) return [conclusions];
  throw new Error(`"${where}" (${confidence}) names no source of scripts/pages/sources.ts`);
};

const confidences: readonly (readonly [string, string])[] = [
  ["documented", "Zoom's OpenAPI document or a page of Zoom's says so"],
  ["client code", "seen in third-party code that runs against Zoom, or in its fixtures"],
  ["wire", "a public report quotes the real traffic; where it disagrees with the documents, it wins"],
  ["seed", "printed in the published sample programs"],
  ["inferred", "our reading of the above"],
  ["unknown", "nobody says: a default was chosen, and a [switch](switches.md) kept where it matters"],
];

/** docs/reference/sources.md */
export const sourcesPage = async (): Promise<string> => {
  const all = await citations();
  const amounts = new Map<Known, number>();
  for (const citation of all)
    for (const source of knownIn(citation)) amounts.set(source, (amounts.get(source) ?? 0) + 1);
  return page(
    "# Sources",
    `Every fact about Zoom in \`src/zoom/\`, and every switch of the emulator, says how sure we are and where it comes from. ${count(all.length, "citation")} stand there today; facts that share one are counted once. No fact was checked against a live account by this project.`,
    "## How sure",
    table(
      ["", "meaning", "citations"],
      confidences.map(([name, what]) => [
        name,
        what,
        String(all.filter(({ confidence }) => confidence === name).length),
      ]),
    ),
    "## Where from",
    table(
      ["short name", "what it is", "citations"],
      [...known, conclusions].map((source) => [plain(source.name), source.what, String(amounts.get(source) ?? 0)]),
    ),
  );
};
