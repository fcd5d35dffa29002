import { type Confidence, knownOperations, type Operation, operations, webhookEvents } from "#zoom";

import { raisedEvents } from "../../src/emulator/control/events.ts";
import { readExercised } from "../exercised.ts";
import { code, count, page, plain, table } from "./markdown.ts";

const causedEvents = webhookEvents.map(({ name }) => name).filter((name) => !raisedEvents.includes(name));

const areaNames: Readonly<Record<string, string>> = {
  users: "Users",
  groups: "Groups",
  roles: "Roles",
  divisions: "Divisions",
  contacts: "Contact groups",
  accounts: "Accounts",
  scim2: "SCIM2",
};
const areaOf = (path: string): string => path.split("/")[1] ?? "";

const emulated = new Map(operations.map((operation) => [operation.id, operation]));

/** How many of the errors in an operation's facts can happen, by how sure we are of them: "30 documented, 2 wire". */
const errorsByConfidence = (operation: Operation): string => {
  const amounts = new Map<Confidence, number>();
  for (const { source, leftover } of Object.values(operation.errors))
    if (!leftover) amounts.set(source.confidence, (amounts.get(source.confidence) ?? 0) + 1);
  return [...amounts].map(([confidence, amount]) => `${amount} ${confidence}`).join(", ") || "none";
};

/** What the conformance tests met (npm run exercised), not what is registered. */
const exercised = readExercised();

const exercisedLine = (): string => {
  const met = operations.filter(({ id }) => (exercised[id]?.successes ?? 0) > 0);
  const errors = operations.reduce((sum, { id }) => sum + (exercised[id]?.errors.length ?? 0), 0);
  return `Tests exercised ${met.length} of them, with ${count(errors, "error answer")} (told apart by operation, status and code); what Zoom documents and no test meets stands in [the ledger](test/conformance/ledger.ts) with its reason. A running emulator tells the same of its own calls at \`/_rollcall/coverage\`, and what each behaviour rests on at \`/_rollcall/evidence\`.`;
};

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** The line that README and SUPPORTED.md share. */
export const supportedLine = (): string => {
  const errors = operations.flatMap((operation) => Object.values(operation.errors)).filter(({ leftover }) => !leftover);
  return `**${operations.length} of ${knownOperations.length} documented operations (${percent(operations.length, knownOperations.length)})** are emulated; their facts name ${count(errors.length, "error answer")}.`;
};

const exercisedText = (id: string): string => {
  const row = exercised[id];
  return row === undefined ? "no" : `${row.successes > 0 ? "success" : "no success"}, ${row.errors.length} errors`;
};

const areaSection = (area: string, name: string): string => {
  const known = knownOperations.filter(([, path]) => areaOf(path) === area);
  const done = known.filter(([, , id]) => emulated.has(id)).length;
  return `## ${name}: ${done} of ${known.length}\n\n${table(
    ["operation", "", "emulated", "exercised by tests", "evidence of the facts", "errors by evidence"],
    known.map(([method, path, id]) => {
      const operation = emulated.get(id);
      return operation === undefined
        ? [code(id), code(`${method} ${path}`), "no", "", "", ""]
        : [
            code(id),
            code(`${method} ${path}`),
            "**yes**",
            exercisedText(id),
            `${operation.source.confidence}: ${plain(operation.source.where)}`,
            errorsByConfidence(operation),
          ];
    }),
  )}`;
};

/** SUPPORTED.md */
export const supportedPage = (): string => {
  const known = new Set(knownOperations.map(([, , id]) => id));
  const stray = operations.find(({ id }) => !known.has(id));
  if (stray !== undefined) throw new Error(`${stray.id} is not among the known operations`);
  const areas = new Set(knownOperations.map(([, path]) => areaOf(path)));
  return page(
    "# What is emulated",
    supportedLine(),
    exercisedLine(),
    "Beside them: OAuth. `POST /oauth/token` with `account_credentials` (server-to-server), `authorization_code` (with PKCE), `refresh_token` (rotating), `client_credentials` (an app for itself) and the device's grant; the consent page at `/oauth/authorize`, `/oauth/device`, `/oauth/devicecode` and `/oauth/revoke`.",
    `Webhooks are sent for ${causedEvents.map(code).join(", ")}: see [the guide](docs/guides/emulator-in-tests.md#webhooks). What no call of the API causes happens by \`POST /_rollcall/events\`: ${raisedEvents.map(code).join(", ")}.`,
    'An operation with "no" is answered with HTTP 501 and its operationId, so that it cannot be mistaken for a path that Zoom does not have (404 with 2300).',
    "The evidence says where the facts of an operation come from and how sure we are (`documented`, `client code`, `wire`, `seed`, `inferred`, `unknown`: see [sources](docs/reference/sources.md)); nothing here was checked against a live Zoom account. Every field and error: [operations](docs/reference/operations.md).",
    ...[...areas].map((area) => areaSection(area, areaNames[area] ?? area)),
  );
};
