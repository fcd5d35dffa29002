import { catalogErrors } from "./errors.ts";
import { given } from "./document-value.ts";
import type { ImportContext } from "./import-context.ts";
import { environmentPrefix } from "./names.ts";
import type { Auth, Body, FormField, Operation, Parameter } from "./operation.ts";
import { authOfHeader } from "./postman-auth.ts";
import { parseJson } from "./postman-body.ts";
import { parameterOf, readUrl, shown } from "./postman-url.ts";
import type { SourceText } from "./read-text.ts";
import { schemaOfSample } from "./sample.ts";
import { shellWords } from "./shell-words.ts";
import { variablesOf } from "./variables.ts";
import { mendForm, zoomForm } from "./zoom-match.ts";
import { isZoomServer, zoomServerOf } from "./zoom-servers.ts";

const start = /^\s*(?:\$\s+)?curl(?:\.exe)?\s/;
const maxLength = 1_000_000;

/** True for text that is a curl command. */
export const isCurl = (text: string): boolean => start.test(text.slice(0, 200));

const aliases: Readonly<Record<string, string>> = {
  "-X": "--request",
  "-H": "--header",
  "-d": "--data",
  "--data-ascii": "--data",
  "--data-binary": "--data-raw",
  "-F": "--form",
  "-u": "--user",
  "-G": "--get",
  "-I": "--head",
  "-b": "--cookie",
  "-A": "--user-agent",
  "-e": "--referer",
  "-T": "--upload-file",
};
/** Options with a value that say nothing of the request itself. */
const aside = new Set([
  "-o",
  "--output",
  "-w",
  "--write-out",
  "-m",
  "--max-time",
  "--connect-timeout",
  "-x",
  "--proxy",
  "--retry",
  "--retry-delay",
  "--retry-max-time",
  "--cacert",
  "-E",
  "--cert",
  "--key",
  "-c",
  "--cookie-jar",
  "--resolve",
  "--interface",
  "-D",
  "--dump-header",
  "-K",
  "--config",
  "--ciphers",
  "-r",
  "--range",
]);
const withValue = new Set([
  "--request",
  "--header",
  "--data",
  "--data-raw",
  "--data-urlencode",
  "--json",
  "--form",
  "--form-string",
  "--user",
  "--cookie",
  "--user-agent",
  "--referer",
  "--upload-file",
  "--url",
  "--oauth2-bearer",
  "--url-query",
]);

interface Option {
  readonly name: string;
  readonly value: string;
}

/** `-XPOST`, `--request=POST` and `-X POST` are one; a cluster such as `-sSL` says nothing of the request. */
const readOptions = (words: readonly string[], name: string): readonly Option[] => {
  const options: Option[] = [];
  const rest = words.slice(words[0] === "$" ? 2 : 1);
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    if (!word.startsWith("-") || word === "-") {
      options.push({ name: "--url", value: word });
      continue;
    }
    const isLong = word.startsWith("--");
    const head = isLong ? word : word.slice(0, 2);
    const option = aliases[head] ?? head;
    if (!withValue.has(option) && !aside.has(option)) {
      options.push({ name: option, value: "" });
      continue;
    }
    const attached = isLong || word.length === 2 ? undefined : word.slice(2);
    const value = attached ?? rest[(index += 1)];
    if (value === undefined) throw catalogErrors.make("RC_CATALOG_CURL", `${name}: ${word} lacks its value`);
    if (withValue.has(option)) options.push({ name: option, value });
  }
  return options;
};

const pairOf = (text: string): readonly [string, string] => {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
};

const field = (name: string, value: string, kind: FormField["kind"] = "text"): FormField => ({
  name,
  kind,
  required: false,
  ...(kind === "file" ? { schema: { type: "string", format: "binary" } } : shown(value)),
});

const formField = ({ name: option, value: text }: Option): FormField => {
  const [name, value] = pairOf(text);
  const isFile = option === "--form" && /^[@<]/.test(value);
  return field(
    name,
    option === "--form" ? value.replace(/;(?:type|filename)=.*$/, "") : value,
    isFile ? "file" : "text",
  );
};

const bodyOf = (options: readonly Option[], contentType: string | undefined): Body | undefined => {
  const forms = options.filter(({ name }) => name.startsWith("--form"));
  if (forms.length > 0) return { kind: "multipart", fields: forms.map(formField) };
  const data = options.filter(({ name }) => ["--data", "--data-raw", "--data-urlencode", "--json"].includes(name));
  if (data.length === 0) return undefined;
  const text = data.map(({ value }) => value).join("&");
  if (text.startsWith("@")) return { kind: "raw", contentType: contentType ?? "application/octet-stream" };
  const parsed = parseJson(text);
  const isJson = data.some(({ name }) => name === "--json") || (contentType ?? "application/json").includes("json");
  if (isJson && parsed !== undefined && typeof parsed.value === "object" && parsed.value !== null)
    return {
      kind: "json",
      contentType: contentType ?? "application/json",
      schema: schemaOfSample(parsed.value),
      example: text,
    };
  if (contentType !== undefined && !contentType.includes("x-www-form-urlencoded"))
    return { kind: "raw", contentType, example: text };
  const fields = data.flatMap(({ name, value }) =>
    name === "--data-urlencode"
      ? [field(...pairOf(value))]
      : value.split("&").map((pair) => {
          const [key, item] = pairOf(pair);
          return field(decode(key), decode(item));
        }),
  );
  return { kind: "urlencoded", fields };
};

const valuesOf = (options: readonly Option[], name: string): readonly string[] =>
  options.filter((option) => option.name === name).map(({ value }) => value);

interface Headers {
  readonly parameters: readonly Parameter[];
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
}

const dropped = new Set(["content-type", "authorization", "content-length", "host", "cookie"]);

const headersOf = (options: readonly Option[]): Headers => {
  const pairs = valuesOf(options, "--header").flatMap((text) => {
    const colon = text.indexOf(":");
    return colon < 1 ? [] : [{ key: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() }];
  });
  const named = (name: string): string | undefined => pairs.find(({ key }) => key.toLowerCase() === name)?.value;
  const none = variablesOf();
  return {
    parameters: pairs
      .filter(({ key }) => !dropped.has(key.toLowerCase()))
      .flatMap((pair) => parameterOf(pair, "header", none) ?? []),
    contentType: named("content-type"),
    authorization: named("authorization"),
  };
};

const authOf = (options: readonly Option[], authorization: string | undefined, prefix: string): Auth => {
  if (authorization !== undefined) return authOfHeader(authorization, prefix);
  if (valuesOf(options, "--oauth2-bearer").length > 0) return authOfHeader("Bearer", prefix);
  return valuesOf(options, "--user").length > 0 ? authOfHeader("Basic", prefix) : { scheme: "none" };
};

const methodOf = (options: readonly Option[], body: Body | undefined, isGet: boolean): string => {
  const stated = valuesOf(options, "--request").at(-1);
  if (stated !== undefined) return stated.toUpperCase();
  if (options.some(({ name }) => name === "--head")) return "HEAD";
  if (options.some(({ name }) => name === "--upload-file")) return "PUT";
  return body === undefined || isGet ? "GET" : "POST";
};

/** Line breaks without a backslash end a command in a shell: as pasted, it would send nothing. */
const brokenLines = (text: string): boolean => /[^\\\s]\s*\r?\n\s*-/.test(text.trim());

/**
 * Reads a curl command: an operation with its values as examples. Secrets in it are not kept.
 * @throws RC_CATALOG_CURL
 */
export const readCurl = ({ name, text }: SourceText, context: ImportContext): Operation => {
  if (text.length > maxLength)
    throw catalogErrors.make("RC_CATALOG_TOO_LARGE", `${name}: a curl command of ${text.length} characters`);
  const options = readOptions(shellWords(text, name), name);
  const [url] = valuesOf(options, "--url");
  if (url === undefined) throw catalogErrors.make("RC_CATALOG_CURL", `${name}: the curl command names no URL`);
  const isGet = options.some((option) => option.name === "--get");
  const { parameters, contentType, authorization } = headersOf(options);
  const saved = bodyOf(options, contentType);
  const query = [
    ...valuesOf(options, "--url-query"),
    ...(isGet && saved?.kind === "urlencoded"
      ? saved.fields.map((one) => `${encodeURIComponent(one.name)}=${encodeURIComponent(one.example ?? "")}`)
      : []),
  ];
  const where = readUrl(
    query.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}`,
    variablesOf(),
  );
  const method = methodOf(options, saved, isGet);
  const isZoom = isZoomServer(where.server);
  const path = isZoom ? where.path.replace(/^\/v2(?=\/)/, "") : where.path;
  const form = context.asSaved
    ? undefined
    : zoomForm({ method, path, server: where.server, body: saved, speaksOfZoom: false });
  const { body, repairs } = mendForm(saved, form);
  return {
    id: context.idOf(`${method} ${path}`),
    api: context.api,
    name: `${method} ${path}`,
    method,
    servers: [isZoom ? zoomServerOf(path) : where.server],
    path,
    folders: [],
    parameters: [...where.parameters, ...parameters],
    ...given("body", isGet ? undefined : body),
    auth: authOf(options, authorization, isZoom ? "ZOOM" : environmentPrefix(context.api)),
    answers: [],
    errors: [],
    prerequisites: [],
    source: { kind: "curl", where: name },
    repairs: [...(brokenLines(text) ? ["its lines end without a backslash: read as one command"] : []), ...repairs],
  };
};
