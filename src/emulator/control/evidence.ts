import {
  adjacentOperations,
  type Confidence,
  type ErrorTemplate,
  knownOperations,
  type Operation,
  operations,
  type Source,
  webhookEvents,
} from "#zoom";

import type { Met } from "../coverage.ts";
import { switchFacts } from "../switch-facts.ts";
import { type ControlRoute, json } from "./route.ts";

/** The axes of evidence: they say different things and are never summed. */
const axes = ["documented", "observed", "client_driven", "recorded", "assumed"] as const;
type Axis = (typeof axes)[number];

/** Nothing is `recorded`: no traffic of a real account has been replayed against this emulator. */
const axisOf: Readonly<Record<Confidence, Axis>> = {
  documented: "documented",
  wire: "observed",
  seed: "observed",
  "client code": "client_driven",
  inferred: "assumed",
  unknown: "assumed",
};

interface Behaviour {
  readonly behaviour: string;
  readonly source: Source;
}

const behavioursOf = (operation: Operation): Behaviour[] => [
  { behaviour: `${operation.method} ${operation.path} answers ${operation.success.status}`, source: operation.source },
  ...[...(operation.request ?? []), ...operation.success.fields]
    .filter(({ source }) => source !== undefined)
    .map(({ path, source = operation.source }) => ({ behaviour: `field ${path}`, source })),
  ...Object.entries<ErrorTemplate>(operation.errors).map(([name, { status, code, trigger, source }]) => ({
    behaviour: `error ${name}: ${status}/${code}: ${trigger}`,
    source,
  })),
  ...operation.notes.map(({ text, source }) => ({ behaviour: text, source })),
];

const count = (behaviours: readonly Behaviour[]): Readonly<Record<Axis, number>> => {
  const counts = { documented: 0, observed: 0, client_driven: 0, recorded: 0, assumed: 0 };
  for (const { source } of behaviours) counts[axisOf[source.confidence]] += 1;
  return counts;
};

const evidenceOf = (operation: Operation) => {
  const behaviours = behavioursOf(operation);
  return {
    operation: operation.id,
    axes: count(behaviours),
    behaviours: behaviours.map(({ behaviour, source: { confidence, where } }) => ({
      behaviour,
      axis: axisOf[confidence],
      confidence,
      where,
    })),
  };
};

const all: readonly Operation[] = [...operations, ...adjacentOperations];

const evidence = () => {
  const emulated = new Set(operations.map(({ id }) => id));
  return json(200, {
    axes,
    note: "documented: Zoom's documents; observed: real traffic quoted in public; client_driven: third-party clients that run against Zoom; recorded: replayed from a real account (nothing yet); assumed: our reading. They are never summed.",
    operations: all.map(evidenceOf),
    events: webhookEvents.map(({ name, source, whenSource }) => ({
      event: name,
      axis: axisOf[(whenSource ?? source).confidence],
      where: (whenSource ?? source).where,
    })),
    switches: Object.entries(switchFacts).map(([name, { what, why, source }]) => ({
      name,
      axis: axisOf[source.confidence],
      where: source.where,
      what,
      why,
    })),
    not_emulated: knownOperations.map(([, , id]) => id).filter((id) => !emulated.has(id)),
  });
};

const same = (one: ErrorTemplate, other: ErrorTemplate): boolean =>
  one === other || (one.code === other.code && one.message === other.message);

/** The errors of an operation by name: how often each was answered, and those that were not. */
const errorsMet = (operation: Operation, met: Met | undefined) => {
  const exercised: Record<string, number> = {};
  const missing: string[] = [];
  const answered = [...(met?.errors ?? [])];
  const named = new Set<ErrorTemplate>();
  for (const [name, template] of Object.entries<ErrorTemplate>(operation.errors)) {
    const hits = answered.filter(([other]) => same(template, other));
    for (const [other] of hits) named.add(other);
    if (hits.length > 0) exercised[name] = hits.reduce((sum, [, amount]) => sum + amount, 0);
    else if (template.leftover !== true) missing.push(name);
  }
  // Tokens, scopes, limits: errors that every operation shares.
  const shared = answered
    .filter(([template]) => !named.has(template))
    .map(([{ status, code, message }, times]) => ({ status, code, message, times }));
  return { exercised, missing, shared };
};

export const evidenceRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/evidence",
    what: "What every operation and behaviour rests on, by axes that are never summed: documented, observed, client_driven, recorded, assumed.",
    handle: evidence,
  },
  {
    method: "GET",
    path: "/coverage",
    what: "Which operations and errors the calls of this instance have met, and which not, since its start or the last DELETE; ?met=true leaves out operations that were never called.",
    handle: ({ world, query }) => {
      const rows = all.map((operation) => {
        const met = world.coverage.of(operation.id);
        const calls = { calls: met?.calls ?? 0, succeeded: met?.succeeded ?? 0 };
        return { operation: operation.id, ...calls, errors: errorsMet(operation, met) };
      });
      const called = rows.filter(({ calls }) => calls > 0);
      const sum = (of: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((total, row) => total + of(row), 0);
      return json(200, {
        operations: { emulated: rows.length, called: called.length },
        errors: {
          known: sum(({ errors }) => Object.keys(errors.exercised).length + errors.missing.length),
          exercised: sum(({ errors }) => Object.keys(errors.exercised).length),
        },
        by_operation: query.get("met") === "true" ? called : rows,
      });
    },
  },
  {
    method: "DELETE",
    path: "/coverage",
    what: "Counts anew.",
    handle: ({ world }) => {
      world.coverage.clear();
      return json(204, undefined);
    },
  },
];
