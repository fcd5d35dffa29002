import { heading } from "../../heading.ts";
import { type NpmPackages, packageJson } from "../../npm.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { limits } from "../javascript/failures.ts";
import { probeSource, programWith } from "../javascript/layout.ts";
import { literal } from "../javascript/literal.ts";

export const packages: NpmPackages = { axios: "1.21.1" };

const manifest = packageJson(packages);

interface File {
  readonly name: string;
  readonly source: Source;
}

const opening = (plan: RequestPlan): Source => code`// Node.js 22 or newer; \`npm install\` brings axios.
${heading(plan, "//")}
import axios from "axios";

${limits}`;

/** axios keeps `Authorization` with its origin by itself. */
const sensitive = ({ auth }: RequestPlan): Source =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? code`sensitiveHeaders: [${literal(auth.name)}], // stays with its host, as Authorization does`
    : ours("");

/** axios calls what it sends by POST, PUT and PATCH a form, even where there is no body. */
const headers = ({ method, body }: RequestPlan): Source =>
  body === undefined && ["POST", "PUT", "PATCH"].includes(method)
    ? code`headers: { ...headers, "Content-Type": false }, // axios would announce a form`
    : code`headers,`;

const send = (plan: RequestPlan): Source => code`const send = async (url, headers, data) => {
  try {
    const response = await axios.request({
      url,
      method: ${literal(plan.method)},
      ${headers(plan)}
      data,
      transformRequest: [], // the body is sent as it is written
      responseType: "text", // and the answer read digit by digit
      validateStatus: null, // every status is an answer
      maxRedirects: ${programLimits.maxRedirects},
      ${sensitive(plan)}
      signal: AbortSignal.timeout(TIMEOUT * 1000),
    });
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), text: response.data };
  } catch (error) {
    throw new Failure(2, \`No answer: \${error.message || error.code}\`);
  }
};`;

const files = (source: Source): readonly File[] => [
  { name: "main.js", source },
  { name: "package.json", source: manifest },
];

export const layout = (plan: RequestPlan): readonly File[] => files(programWith(plan, opening(plan), send(plan)));

export const literalProbe = (texts: readonly Source[]): readonly File[] => files(probeSource(texts));
