import type { ExampleView, Operation, OperationView } from "../contract.ts";
import { parseBody, valueAt, withValue } from "./json-edit.ts";

/** One choice of the example picker: it moves the form, the code and the shown answer. */
export interface Example {
  readonly id: string;
  readonly label: string;
  readonly status: number;
  readonly answer: string;
  readonly body: string;
  readonly set: Readonly<Record<string, string>>;
  /** True when no values cause it: a fault is injected for one call. */
  readonly needsFault: boolean;
}

const statusNames: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No content",
  400: "Bad request",
  401: "Not authorised",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  429: "Too many requests",
};

const actionsOf = ({ body }: Operation): readonly string[] => {
  const action = body?.kind === "json" ? body.schema.properties?.["action"] : undefined;
  return (action?.enum ?? []).filter((value) => typeof value === "string");
};

/** Zoom wants a password with autoCreate, and only there. */
const bodyFor = (sample: string, action: string): string => {
  const chosen = withValue(sample, ["action"], action);
  if (valueAt(parseBody(chosen), ["user_info"]) === undefined) return chosen;
  return withValue(chosen, ["user_info", "password"], action === "autoCreate" ? "Rehearsal-2026" : undefined);
};

const emailPath = (sample: string): readonly string[] | undefined =>
  [["user_info", "email"], ["email"]].find((path) => typeof valueAt(parseBody(sample), path) === "string");

/** Values that make the emulator answer so, as far as values do. */
const provoked = (operation: Operation, { status }: ExampleView, sample: string): Pick<Example, "body" | "set"> => {
  const email = emailPath(sample);
  const place = operation.parameters.find((parameter) => parameter.in === "path");
  if (status === 404 && place !== undefined)
    return { body: sample, set: { [`path.${place.name}`]: "nobody@acme.test" } };
  if (email !== undefined && status === 409)
    return { body: withValue(sample, email, "priya.raman@acme.test"), set: {} };
  if (email !== undefined && status === 400) return { body: withValue(sample, email, "no address"), set: {} };
  return { body: sample, set: {} };
};

const label = ({ status, code, name }: ExampleView): string =>
  `${status}${code === "" || code === String(status) ? "" : ` / ${code}`} · ${code === "" ? (statusNames[status] ?? name) : name.slice(0, 60)}`;

/** The examples of an operation: its actions where it has any, then its documented answers. */
export const examplesOf = ({ operation, sampleBody, examples }: OperationView): readonly Example[] => {
  const good = examples.find(({ status }) => status < 300);
  const successes = actionsOf(operation).map((action) => ({
    id: `action-${action}`,
    label: `${good?.status ?? 200} · ${action}`,
    status: good?.status ?? 200,
    answer: good?.body ?? "",
    body: bodyFor(sampleBody, action),
    set: {},
    needsFault: false,
  }));
  const rest = examples.filter(({ status }) => status >= 300 || successes.length === 0);
  return [
    ...successes,
    ...rest.map((example, at) => ({
      id: `answer-${at}`,
      label: label(example),
      status: example.status,
      answer: example.body,
      ...provoked(operation, example, sampleBody),
      needsFault: example.status === 429,
    })),
  ];
};
