import type { Catalog } from "#catalog";
import { code, javascriptLiteral, joined, ours, type Source } from "#programs";
import type { Definition, StepDefinition } from "#workflows";

import { CannotCarry, type Refusal } from "./cannot-carry.ts";
import { codeFunction } from "./pipedream-code.ts";
import type { PipedreamProps } from "./pipedream-props.ts";
import type { PipedreamValues } from "./pipedream-values.ts";
import { planHttpCall } from "./plan-http-call.ts";
import { isUserStep, planUserCall, type UserStepType } from "./plan-user-call.ts";
import { type PlannedCall, textField, withDefault } from "./planned-call.ts";

/** One workflow on its way to Pipedream. */
export interface Dreaming {
  readonly definition: Definition;
  readonly catalog: Catalog;
  readonly values: PipedreamValues;
  readonly props: PipedreamProps;
  readonly refused: Refusal[];
  /** Functions of code steps, which stand at the margin: what is written in them keeps its spaces. */
  readonly functions: Source[];
}

const numbers = (list: readonly number[] = []): Source =>
  code`[${joined(
    list.map((one) => code`${one}`),
    ", ",
  )}]`;

const paramsOf = ({ values }: Dreaming, { query }: PlannedCall): readonly Source[] => {
  const params = Object.entries(query).map(([name, value]) => code`${javascriptLiteral(name)}: ${values.value(value)}`);
  return params.length === 0 ? [] : [code`params: { ${joined(params, ", ")} },`];
};

/** axios takes `Authorization` from what is redirected to another host, but no other header. */
const keepsSecret = ({ auth }: PlannedCall): boolean =>
  auth !== undefined && auth.kind !== "zoom" && auth.header.toLowerCase() !== "authorization";

const callSource = (
  dreaming: Dreaming,
  step: StepDefinition,
  kind: Source,
  call: PlannedCall,
  made?: Source,
): Source => {
  const { values, props } = dreaming;
  const { method, headers, body, auth, success } = call;
  const data = body === undefined ? made : values.value(body);
  const given = Object.entries(headers).map(
    ([name, value]) => code`${javascriptLiteral(name)}: ${values.value(value)}`,
  );
  return code`await call("${kind}", ${numbers(success)}, {
  method: ${javascriptLiteral(method)},
  url: ${values.template(call.url)},
  ${paramsOf(dreaming, call)}
  headers: { ${joined([...given, ...props.header(auth)], ", ")} },
  ${data === undefined ? [] : [code`data: ${data},`]}
  ${keepsSecret(call) ? [ours("maxRedirects: 0, // this header would go to another host, too")] : []}
  ${step.timeout === undefined ? [] : [code`timeout: ${step.timeout},`]}
})`;
};

/** Zoom takes an address or an id, under different names. */
const members = ({ values }: Dreaming, step: StepDefinition): Source => {
  const user = values.value(textField(step, "user"));
  return code`{ members: [String(${user}).includes("@") ? { email: ${user} } : { id: ${user} }] }`;
};

const userStep = (dreaming: Dreaming, step: StepDefinition, type: UserStepType): Source => {
  const { values, definition } = dreaming;
  const call = planUserCall(step, type, step.account ?? definition.account);
  const data = type === "add_to_group" ? members(dreaming, step) : undefined;
  const sent = callSource(dreaming, step, ours(type === "create_user" ? "create" : "zoom"), call, data);
  const user = (): Source => values.value(step.with["user"]);
  switch (type) {
    case "create_user":
      return code`createdUser(${sent}, ${values.value(withDefault(step.with["action"], "create"))})`;
    case "lookup_user":
      return code`await foundUser(async () => ${sent})`;
    case "activate_user":
    case "deactivate_user":
      return code`(${sent}, { user: ${user()}, status: "${ours(type === "activate_user" ? "active" : "inactive")}" })`;
    case "delete_user":
      return code`(${sent}, { user: ${user()}, mode: ${values.value(step.with["mode"])}, outcome: "removed" })`;
    case "update_user":
      return code`(${sent}, { user: ${user()}, changed: givenFields(${values.value(call.body)}) })`;
    case "add_to_group":
      return code`addedUser(${sent}, ${user()}, ${values.value(step.with["group_id"])})`;
  }
};

const codeStep = ({ definition, values, props, functions }: Dreaming, step: StepDefinition): Source => {
  const auths = Object.entries(definition.auths).map(
    ([name, account]) => code`${javascriptLiteral(name)}: this.${props.account(account)}.$auth`,
  );
  const name = ours(`code_${step.name}`);
  functions.push(code`const ${name} = ${codeFunction(textField(step, "code"))};`);
  return code`{
  result: (await ${name}(${values.value(step.with["params"] ?? {})}, { ${joined(auths, ", ")} }, { steps: { ...steps, trigger: { ...trigger, event: trigger } }, $ })) ?? null,
}`;
};

const branchStep = (dreaming: Dreaming, step: StepDefinition): Source => {
  const name = ours(step.name);
  const cases = (step.cases ?? []).map(
    ({ when, steps }, index) => code`if (${dreaming.values.condition(when)}) {
  steps.${name} = { case: ${index} };
  ${stepsSource(dreaming, steps)}
}`,
  );
  return code`${joined(cases, " else ")} else {
  steps.${name} = { case: "else" };
  ${stepsSource(dreaming, step.else ?? [])}
}`;
};

const loopStep = (dreaming: Dreaming, step: StepDefinition): Source => {
  const { values } = dreaming;
  const items = values.value(step.items);
  // What runs inside is not seen outside.
  return code`steps.${ours(step.name)} = await forEach(${items}, ${ours(String(step.stop_on_error === true))}, async (item, index) => {
  const outer = steps;
  return await (async (steps) => {
    ${stepsSource(dreaming, step.steps ?? [])}
  })({ ...outer });
});`;
};

const respondStep = ({ values }: Dreaming, step: StepDefinition): Source => {
  const { status = 200, headers = {}, body } = step.with;
  return code`steps.${ours(step.name)} = ${values.value(body)};
await $.respond({ status: Number(${values.value(status)}), headers: ${values.value(headers)}, body: steps.${ours(step.name)} });`;
};

const refusals: Readonly<Record<string, string>> = {
  approve: "nobody can be waited for in the middle of a component: suspend between two steps there",
  plan_roster: "people files are compared by Rollcall",
  wait: "a component cannot wait in its middle: delay or suspend between two steps there",
  workflow: "another workflow is called by its URL there: use an http step",
};

const mainSource = (dreaming: Dreaming, step: StepDefinition): Source => {
  const { type, name } = step;
  const why = Object.hasOwn(refusals, type) ? refusals[type] : undefined;
  if (why !== undefined) throw new CannotCarry(why);
  if (type === "branch") return branchStep(dreaming, step);
  if (type === "for_each") return loopStep(dreaming, step);
  if (type === "respond") return respondStep(dreaming, step);
  const account = step.account ?? dreaming.definition.account;
  const made = isUserStep(type)
    ? userStep(dreaming, step, type)
    : type === "code"
      ? codeStep(dreaming, step)
      : callSource(dreaming, step, ours("http"), planHttpCall(step, account, dreaming.catalog));
  if (step.retry === undefined) return code`steps.${ours(name)} = ${made};`;
  const { attempts, delay, max_delay: longest } = step.retry;
  return code`steps.${ours(name)} = await attempt(${attempts}, ${delay}, ${longest}, async () => (${made}));`;
};

const withErrors = (dreaming: Dreaming, step: StepDefinition, main: Source): Source => {
  const { on_error: branch, name } = step;
  if (branch === undefined) return main;
  const handled =
    branch === "continue"
      ? code`steps.${ours(name)} = { error: errorOf(thrown) };`
      : code`const error = errorOf(thrown);
steps.${ours(name)} = { error };
${stepsSource(dreaming, branch)}
return;`;
  return code`try {
  ${main}
} catch (thrown) {
  ${handled}
}`;
};

const stepSource = (dreaming: Dreaming, step: StepDefinition): Source => {
  try {
    const made = withErrors(dreaming, step, mainSource(dreaming, step));
    return step.when === undefined
      ? made
      : code`if (${dreaming.values.condition(step.when)}) {
  ${made}
}`;
  } catch (error) {
    if (!(error instanceof CannotCarry)) throw error;
    dreaming.refused.push({ step: step.name, why: error.message });
    return code`throw new Error(${javascriptLiteral(`${step.name} is to be written here: ${error.message}`)});`;
  }
};

/** The statements of a list of steps; one that cannot be carried over is refused, and throws where it stood. */
export const stepsSource = (dreaming: Dreaming, steps: readonly StepDefinition[]): Source =>
  joined(
    steps.map((step) => stepSource(dreaming, step)),
    "\n",
  );
