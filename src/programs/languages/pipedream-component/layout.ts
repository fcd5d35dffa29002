import { type Auth, takesZoomToken } from "#catalog";

import { heading } from "../../heading.ts";
import { type NpmPackages, packageJson } from "../../npm.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { errorMessage, failureClass, limits, waitSeconds } from "../javascript/failures.ts";
import { probeSource } from "../javascript/layout.ts";
import { literal } from "../javascript/literal.ts";
import { readers } from "../javascript/readers.ts";
import { runnerEnding, runnerEnvironment, secretsOf, stepLines } from "./parts.ts";

export const packages: NpmPackages = { "@pipedream/platform": "3.4.0" };

const manifest = packageJson(packages);

interface File {
  readonly name: string;
  readonly source: Source;
}

/** axios keeps `Authorization` with its origin by itself. */
const sensitive = ({ auth }: RequestPlan): Source =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? code`sensitiveHeaders: [${literal(auth.name)}], // stays with its host, as Authorization does`
    : ours("");

const headers = ({ method, body }: RequestPlan): Source =>
  body === undefined && ["POST", "PUT", "PATCH"].includes(method)
    ? code`headers: { ...headers, "Content-Type": false }, // axios would announce a form`
    : code`headers: { ...headers },`;

const send = (plan: RequestPlan): Source => code`const send = async (url, query, headers, data) => {
  const config = {
    url,
    params: {},
    paramsSerializer: { serialize: () => query }, // the platform would write it anew
    method: ${literal(plan.method)},
    ${headers(plan)}
    data,
    transformRequest: [], // the body is sent as it is written
    responseType: "text", // and the answer read digit by digit
    validateStatus: null, // every status is an answer
    returnFullResponse: true,
    maxRedirects: ${programLimits.maxRedirects},
    ${sensitive(plan)}
    signal: AbortSignal.timeout(TIMEOUT * 1000),
  };
  try {
    // Not with \`$\`: the platform would export the request, its credential with it, when it fails.
    const response = await axios(undefined, config);
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), text: response.data };
  } catch (error) {
    throw new Failure(2, \`No answer: \${error.message || error.code}\`);
  }
};`;

const props = ({ auth, baseUrl }: RequestPlan): Source => code`props: {
  base_url: { type: "string", label: "Base URL", default: ${literal(baseUrl)} },
  ${takesZoomToken(auth) ? ours('zoom_admin: { type: "app", app: "zoom_admin" },') : []}
  ${secretsOf(auth).map(({ name }) => ours(`${name}: { type: "string", label: "${name}", secret: true },`))}
},`;

const secretOf =
  (auth: Auth) =>
  (name: string): Source =>
    ours(takesZoomToken(auth) ? `this.zoom_admin.$auth.${name}` : `this.${name}`);

const step = (plan: RequestPlan): Source =>
  joined(
    [
      code`// A step for the code of a Pipedream workflow; run.mjs runs it on your machine.
${heading(plan, "//")}
import { axios } from "@pipedream/platform";

${limits}`,
      failureClass,
      waitSeconds,
      errorMessage(plan.error),
      readers(plan.response, "exact"),
      send(plan),
      code`export default defineComponent({
  ${props(plan)}
  async run() {
    ${stepLines(plan, ours("this.base_url"), secretOf(plan.auth))}
  },
});`,
    ].filter(({ isEmpty }) => !isEmpty),
    "\n\n",
  );

const given = ({ auth }: RequestPlan): readonly Source[] => [
  ...(takesZoomToken(auth)
    ? [ours('zoom_admin: { $auth: { oauth_access_token: environment("ZOOM_ACCESS_TOKEN") } },')]
    : []),
  ...secretsOf(auth).map(({ name, environment }) => code`${ours(name)}: environment(${literal(environment)}),`),
];

const runner = (
  plan: RequestPlan,
): Source => code`// Runs the step as Pipedream does, its props taken from the environment.
globalThis.defineComponent = (component) => component;
const { default: component } = await import("./step.mjs");

${plan.auth.scheme === "none" ? ours("") : runnerEnvironment}

const props = {
  base_url: process.env.API_BASE_URL || component.props.base_url.default,
  ${given(plan)}
};
try {
  await component.run.call(props, { steps: {}, $: {} });
} ${runnerEnding}
`;

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "step.mjs", source: step(plan) },
  { name: "run.mjs", source: runner(plan) },
  { name: "package.json", source: manifest },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "run.mjs", source: probeSource(texts) },
  { name: "package.json", source: manifest },
];
