import { type Auth, takesZoomToken } from "#catalog";

import { credentialHeaderBy } from "../../credential.ts";
import { heading } from "../../heading.ts";
import { type NpmPackages, packageJson } from "../../npm.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { errorMessage, failureClass, limits, waitSeconds } from "../javascript/failures.ts";
import { probeSource } from "../javascript/layout.ts";
import { literal } from "../javascript/literal.ts";
import { readers } from "../javascript/readers.ts";
import { runnerEnding, runnerEnvironment, secretsOf, stepLines } from "../pipedream-component/parts.ts";

export const packages: NpmPackages = { "@pipedreamhq/platform": "0.8.1" };

const manifest = packageJson(packages);

interface File {
  readonly name: string;
  readonly source: Source;
}

const credentialHeader = credentialHeaderBy(literal);

/** Its axios would send an apostrophe in a path as %27. */
const exactPath = ({ target }: RequestPlan): readonly Source[] =>
  target.split("?", 1).some((path) => path.includes("'"))
    ? [
        code`transport: { // axios would send ' as %27
  request: (options, answer) => {
    const { protocol, pathname } = new URL(url);
    const path = query === "" ? pathname : \`\${pathname}?\${query}\`;
    return require(protocol.slice(0, -1)).request({ ...options, path }, answer);
  },
},`,
      ]
    : [];

/** Its axios is of 2019: it hands out the body alone, and would take a credential to another host. */
const send = (plan: RequestPlan): Source => code`const sendOnce = async (url, query, headers, data) => {
  let status;
  const config = {
    url,
    params: {},
    paramsSerializer: () => query, // the platform would write it anew
    method: ${literal(plan.method)},
    headers: { ...headers },
    data,
    transformRequest: [], // the body is sent as it is written
    responseType: "text",
    transformResponse: [], // and the answer read digit by digit
    validateStatus: (answered) => {
      status = answered;
      return answered >= 200 && answered < 300;
    },
    maxRedirects: 0,
    ${exactPath(plan)}
    timeout: TIMEOUT * 1000,
  };
  try {
    // Not with \`this\`: the platform would keep the request, its credential with it, when it fails.
    const text = await axios({}, config);
    return { status, text };
  } catch (error) {
    if (error.response === undefined) throw new Failure(2, \`No answer: \${error.message || error.code}\`);
    return { status, text: error.response.data, headers: error.response.headers };
  }
};

// Follows redirects that repeat the request; the credential stays with its host.
const send = async (url, query, headers, data) => {
  for (let sent = 0; sent <= ${programLimits.maxRedirects}; sent += 1) {
    const { status, text, headers: answered = {} } = await sendOnce(url, query, headers, data);
    const target = answered.location;
    if (!${ours(plan.body === undefined ? "[301, 302, 303, 307, 308]" : "[307, 308]")}.includes(status) || target === undefined)
      return { status, retryAfter: answered["retry-after"], text };
    const next = new URL(target, url);
    headers = { ...headers };
    if (next.origin !== new URL(url).origin) delete headers[${credentialHeader(plan.auth)}];
    query = next.search.slice(1);
    url = next.origin + next.pathname;
  }
  throw new Failure(2, "No answer: too many redirects");
};`;

const secretOf =
  (auth: Auth) =>
  (name: string): Source =>
    ours(takesZoomToken(auth) ? `auths.zoom_admin.${name}` : `params.${name}`);

const step = (
  plan: RequestPlan,
): Source => code`// The code of a step of a first-version Pipedream workflow; run.mjs runs it on your machine.
${heading(plan, "//")}
async (params, auths) => {
  ${joined(
    [
      code`const { axios } = require("@pipedreamhq/platform");
${limits}`,
      failureClass,
      waitSeconds,
      errorMessage(plan.error),
      readers(plan.response, "exact"),
      send(plan),
      stepLines(plan, code`(params.base_url || ${literal(plan.baseUrl)})`, secretOf(plan.auth)),
    ].filter(({ isEmpty }) => !isEmpty),
    "\n\n",
  )}
}`;

const given = ({ auth }: RequestPlan): readonly Source[] =>
  secretsOf(auth).map(({ name, environment }) => code`${ours(name)}: environment(${literal(environment)}),`);

const runner = (
  plan: RequestPlan,
): Source => code`// Runs the step as Pipedream does, its params and auths taken from the environment.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

${plan.auth.scheme === "none" ? ours("") : runnerEnvironment}

const source = readFileSync(new URL("step.js", import.meta.url), "utf8");
const step = new Function("require", \`return (\n\${source}\n)\`)(createRequire(import.meta.url));
const params = {
  base_url: process.env.API_BASE_URL,
  ${given(plan)}
};
const auths = {
  ${takesZoomToken(plan.auth) ? ours('zoom_admin: { oauth_access_token: environment("ZOOM_ACCESS_TOKEN") },') : []}
};
try {
  await step(params, auths);
} ${runnerEnding}
`;

export const layout = (plan: RequestPlan): readonly File[] => [
  { name: "step.js", source: step(plan) },
  { name: "run.mjs", source: runner(plan) },
  { name: "package.json", source: manifest },
];

export const literalProbe = (texts: readonly Source[]): readonly File[] => [
  { name: "run.mjs", source: probeSource(texts) },
  { name: "package.json", source: manifest },
];
