import { dump } from "js-yaml";

import { get, pathOf } from "../api.ts";
import type { CallView } from "../contract.ts";
import { changedLeaves, parseBody } from "../catalog/json-edit.ts";
import { freeName } from "./free-name.ts";
import { withYamlValue } from "./yaml-edit.ts";

/** What a new workflow begins with. */
export const blank = `name: my-workflow
trigger:
  http: {}
steps:
  - name: create_user
    type: create_user
    with:
      email: \${trigger.body.email}
      type: 1
`;

type Step = Readonly<Record<string, unknown>> & { readonly name: string };

/** "Create users" as a step: the address that is taken has a branch of its own, so that a caller hears of it. */
const createUser: readonly Step[] = [
  {
    name: "create_user",
    type: "create_user",
    with: {
      email: "${trigger.body.email}",
      first_name: "${trigger.body.first_name}",
      last_name: "${trigger.body.last_name}",
      type: "${trigger.body.type | default: 1}",
    },
    on_error: [
      {
        name: "taken",
        type: "respond",
        when: "${error.code | eq: 'exists'}",
        with: { status: 409, body: { error: "${error.code}", message: "${error.message}" } },
      },
      {
        name: "refused",
        type: "respond",
        when: "${error.code | ne: 'exists'}",
        with: { status: 422, body: { error: "${error.code}", message: "${error.message}", fix: "${error.fix}" } },
      },
    ],
  },
  {
    name: "answer",
    type: "respond",
    with: { status: 201, body: { id: "${steps.create_user.id}", email: "${steps.create_user.email}" } },
  },
];

/** `zoom:userCreate` is `user_create`: letters, digits and underscores, a letter first. */
const stepName = (operation: string): string =>
  operation
    .replace(/^.*:/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase()
    .replace(/^[^a-z]+/, "")
    .slice(0, 60) || "call";

/** `${` that somebody typed into a form is text, not an expression. */
const literal = (text: string): string => text.replaceAll("${", "$${");

const valuesOf = (call: CallView | undefined): Readonly<Record<string, string>> =>
  call === undefined
    ? {}
    : Object.fromEntries(
        [...Object.entries(call.set), ...changedLeaves(parseBody(call.sent.body), undefined)]
          .filter(([, value]) => value !== "")
          .map(([name, value]) => [name, literal(value)]),
      );

const stepsOf = (operation: string, call: CallView | undefined): readonly Step[] => {
  if (operation === "zoom:userCreate") return createUser;
  const values = valuesOf(call);
  const given = Object.keys(values).length === 0 ? {} : { values };
  return [{ name: stepName(operation), type: "http", with: { operation, ...given } }];
};

/** What was sent last by this operation's page: the step begins with its values. */
const lastCall = async (operation: string, id: string): Promise<CallView | undefined> =>
  (await get<readonly CallView[]>(pathOf("/api/calls", { operation, limit: 100 }))).find(
    (call) => String(call.id) === id,
  );

/** A workflow of the request that was just sent, for "Add as workflow step". */
export const draftOf = async (operation: string, call: string): Promise<string> => {
  const sent = await lastCall(operation, call);
  const steps = stepsOf(operation, sent);
  const name = (steps[0]?.name ?? "call").replaceAll("_", "-");
  return dump({ name, account: sent?.account ?? "emulator", trigger: { http: {} }, steps }, { lineWidth: -1 });
};

/** A workflow's text with that request as its last step; its name is made free. */
export const withDraft = async (
  source: string,
  names: readonly string[],
  operation: string,
  call: string,
): Promise<string | undefined> => {
  const [step] = stepsOf(operation, await lastCall(operation, call));
  if (step === undefined) return undefined;
  // The branch's steps answer the caller, which the workflow may do already.
  const { on_error: _branch, ...rest } = step;
  return withYamlValue(source, ["steps", String(Number.MAX_SAFE_INTEGER)], {
    ...rest,
    name: freeName(step.name, names),
  });
};
