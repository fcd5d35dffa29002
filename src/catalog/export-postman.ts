import type { Auth, Body, FormField, Operation, Parameter } from "./operation.ts";

const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

const described = (description: string | undefined): object => (description === undefined ? {} : { description });
const disabledIf = (disabled: true | undefined): object => (disabled === undefined ? {} : { disabled });

const entry = ({ name, example, description, disabled }: Parameter): object => ({
  key: name,
  value: example ?? "",
  ...described(description),
  ...disabledIf(disabled),
});

const field = ({ name, kind, example, description, disabled, contentType }: FormField): object => ({
  key: name,
  type: kind,
  ...(kind === "file" ? { src: [] } : { value: example ?? "" }),
  ...described(description),
  ...(contentType === undefined ? {} : { contentType }),
  ...disabledIf(disabled),
});

const bodyOf = (body: Body): object => {
  switch (body.kind) {
    case "json":
      return { mode: "raw", raw: body.example ?? "", options: { raw: { language: "json" } } };
    case "multipart":
      return { mode: "formdata", formdata: body.fields.map(field) };
    case "urlencoded":
      return { mode: "urlencoded", urlencoded: body.fields.map(field) };
    case "raw":
      return { mode: "raw", raw: body.example ?? "" };
  }
};

const setting = (key: string, value: string): object => ({ key, value, type: "string" });

/** Secrets are variables: a collection holds none. */
const authOf = (auth: Auth): object => {
  switch (auth.scheme) {
    case "none":
      return { type: "noauth" };
    case "bearer":
      return { type: "bearer", bearer: [setting("token", `{{${auth.environment}}}`)] };
    case "basic":
      return {
        type: "basic",
        basic: [
          setting("username", `{{${auth.userEnvironment}}}`),
          setting("password", `{{${auth.passwordEnvironment}}}`),
        ],
      };
    case "apiKey":
      return {
        type: "apikey",
        apikey: [setting("key", auth.name), setting("value", `{{${auth.environment}}}`), setting("in", auth.in)],
      };
  }
};

const urlOf = ({ path, parameters, servers: [server = ""] }: Operation, base: string): object => {
  // An operation of another server than its neighbours names it.
  const host = server === base ? "{{baseUrl}}" : server;
  const segments = path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => segment.replace(/^\{([^{}]+)\}$/, ":$1"));
  const query = parameters.filter((one) => one.in === "query");
  const active = query.filter((one) => one.disabled === undefined);
  const raw = active.length === 0 ? "" : `?${active.map(({ name, example = "" }) => `${name}=${example}`).join("&")}`;
  return {
    raw: `${host}/${segments.join("/")}${raw}`,
    host: [host],
    path: segments,
    ...(query.length === 0 ? {} : { query: query.map(entry) }),
    variable: parameters.filter((one) => one.in === "path").map(entry),
  };
};

const headersOf = ({ body, parameters }: Operation): readonly object[] => [
  ...(body?.kind === "json" || body?.kind === "raw" ? [{ key: "Content-Type", value: body.contentType }] : []),
  ...parameters.filter((one) => one.in === "header").map(entry),
];

const requestOf = (operation: Operation, base: string): object => ({
  auth: authOf(operation.auth),
  method: operation.method,
  header: headersOf(operation),
  ...(operation.body === undefined ? {} : { body: bodyOf(operation.body) }),
  url: urlOf(operation, base),
  ...described(operation.description),
});

/** An operation as a Postman v2.1 item, with its saved answers; `base` is what `{{baseUrl}}` stands for. */
export const toPostmanItem = (operation: Operation, base: string = operation.servers[0] ?? ""): object => ({
  name: operation.name,
  request: requestOf(operation, base),
  response: operation.answers.map(({ name, status, headers, body }) => ({
    name,
    originalRequest: requestOf(operation, base),
    code: status,
    header: headers.map(([key, value]) => ({ key, value })),
    cookie: [],
    body: body ?? "",
  })),
});

interface Folder {
  readonly items: object[];
  readonly folders: Map<string, Folder>;
}

const makeFolder = (): Folder => ({ items: [], folders: new Map() });

const itemsOf = ({ items, folders }: Folder): readonly object[] => [
  ...[...folders].map(([name, folder]) => ({ name, item: itemsOf(folder) })),
  ...items,
];

/** Operations as a Postman v2.1 collection, in their folders. */
export const toPostmanCollection = (title: string, operations: readonly Operation[]): object => {
  const root = makeFolder();
  const [server = ""] = operations[0]?.servers ?? [];
  for (const operation of operations) {
    let folder = root;
    for (const name of operation.folders) {
      const next = folder.folders.get(name) ?? makeFolder();
      folder.folders.set(name, next);
      folder = next;
    }
    folder.items.push(toPostmanItem(operation, server));
  }
  return {
    info: { name: title, schema },
    item: itemsOf(root),
    variable: [{ key: "baseUrl", value: server.startsWith("{{") ? "" : server }],
  };
};
