import type { Auth, Operation } from "./operation.ts";
import { fillRequest, type FilledRequest, type Values } from "./request.ts";

/** One word of a POSIX shell: nothing in it is expanded. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const authLines = (auth: Auth): readonly string[] => {
  switch (auth.scheme) {
    case "none":
      return [];
    case "bearer":
      return [`--header "Authorization: Bearer $${auth.environment}"`];
    case "basic":
      return [`--user "$${auth.userEnvironment}:$${auth.passwordEnvironment}"`];
    case "apiKey":
      return auth.in === "header" ? [`--header ${quote(`${auth.name}: `)}"$${auth.environment}"`] : [];
  }
};

const keyInQuery = (auth: Auth, target: string): string =>
  auth.scheme === "apiKey" && auth.in === "query"
    ? `${quote(`${target.includes("?") ? "&" : "?"}${encodeURIComponent(auth.name)}=`)}"$${auth.environment}"`
    : "";

const bodyLines = ({ body }: FilledRequest): readonly string[] => {
  if (body === undefined) return [];
  // --form would read files that a value names; --form-string does not.
  if (typeof body === "string") return [`--data-raw ${quote(body)}`];
  return body.map(({ name, kind, value }) =>
    kind === "file"
      ? `--form ${quote(`${name}=@"${value.replaceAll(/["\\]/g, "\\$&")}"`)}`
      : `--form-string ${quote(`${name}=${value}`)}`,
  );
};

/** Parameters without a value are shown by their names, not refused. */
const shown = (operation: Operation): Operation => ({
  ...operation,
  parameters: operation.parameters.map((parameter) =>
    parameter.required && (parameter.example ?? "") === ""
      ? { ...parameter, example: parameter.name.toUpperCase() }
      : parameter,
  ),
});

/** The operation as a curl command: the secret comes from the environment, and so may the server (`API_BASE_URL`). */
export const toCurl = (operation: Operation, values: Values = {}): string => {
  const request = fillRequest(shown(operation), values);
  const [server = ""] = operation.servers;
  const isOpen = server.startsWith("{{");
  const base = isOpen ? `"$API_BASE_URL"` : `"\${API_BASE_URL:-${server.replaceAll(/[\\"$`}]/g, "\\$&")}}"`;
  const lines = [
    `curl --fail-with-body --silent --show-error --request ${quote(request.method)}`,
    `  ${base}${quote(request.target)}${keyInQuery(request.auth, request.target)}`,
    ...[
      ...authLines(request.auth),
      ...request.headers.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
      ...bodyLines(request),
    ].map((line) => `  ${line}`),
  ];
  return `${lines.join(" \\\n")}\n`;
};
