import { code, javascriptLiteral, joined, type Source } from "#programs";

import { carry } from "./cannot-carry.ts";
import { pipedreamLibrary, requireSource } from "./pipedream-library.ts";
import { type Dreaming, stepsSource } from "./pipedream-steps.ts";

const refuseSurroundings = ({ definition, refused }: Dreaming): void => {
  const { trigger, alert } = definition;
  if (trigger.event !== undefined)
    refused.push({ step: "trigger", why: "Zoom's events: a component does not check their signature" });
  if (trigger.http?.auth !== undefined)
    refused.push({ step: "trigger", why: `its auth (${trigger.http.auth.type}) is not checked by a component` });
  if (alert !== undefined) refused.push({ step: "alert", why: "set up an error workflow there instead" });
};

/** The trigger as steps read it: Pipedream gives it as `steps.trigger.event`. */
const triggerSource = ({ definition, values }: Dreaming): Source => {
  const { schedule } = definition.trigger;
  return schedule === undefined
    ? code`const trigger = { ...given.trigger?.event };`
    : code`const trigger = { ...given.trigger?.event, body: ${values.value(schedule.input)} };`;
};

const bodySource = (dreaming: Dreaming): Source => {
  const { definition, values, refused } = dreaming;
  const steps = stepsSource(dreaming, definition.steps);
  const output =
    definition.output === undefined ? undefined : carry(refused, "output", () => values.value(definition.output));
  const all = joined([steps, ...(output === undefined ? [] : [code`return ${output};`])], "\n");
  if (definition.on_error === undefined) return all;
  return code`try {
  ${all}
} catch (thrown) {
  const error = errorOf(thrown);
  ${stepsSource(dreaming, definition.on_error)}
  throw thrown;
}`;
};

/** A component module whose run() does the steps in order. */
export const pipedreamComponent = (dreaming: Dreaming, label: Source): string => {
  refuseSurroundings(dreaming);
  const body = bodySource(dreaming);
  const trigger = triggerSource(dreaming);
  const { functions } = dreaming;
  return code`// Made from a Rollcall workflow, for the code of a Pipedream step; ${label}.
// Errors have neither \`fix\` nor \`details.kind\`: those are worked out by Rollcall.
import { axios } from "@pipedreamhq/platform";

${pipedreamLibrary(dreaming.values.used)}

${functions.length === 0 ? [] : [joined([requireSource, ...functions], "\n\n")]}

export default defineComponent({
  props: {
    ${dreaming.props.source()}
  },
  async run({ steps: given, $ }) {
    ${trigger}
    const run = { id: given.trigger?.context?.id ?? "", workflow: ${javascriptLiteral(dreaming.definition.name)} };
    const steps = {};
    ${body}
  },
});
`.text;
};
