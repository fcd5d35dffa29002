import { given, isObject, isTrue, listIn, memberOf, objectIn, textIn, textOf } from "./document-value.ts";
import type { Parameter, Schema } from "./operation.ts";
import { describe, withValues } from "./prose.ts";
import { placeholderSchema } from "./sample.ts";
import { tidyServer } from "./server-urls.ts";
import type { Variables } from "./variables.ts";

export interface PostmanUrl {
  readonly server: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

/** Postman describes with text, or with an object around text. */
export const descriptionOf = (value: unknown): string | undefined => {
  const description = memberOf(value, "description");
  return isObject(description) ? textIn(description, "content") : textOf(description);
};

/** The schema and example that a value in a collection stands for. */
export const shown = (value: string | undefined): { readonly schema: Schema; readonly example?: string } => {
  if (value === undefined || value === "" || /\{\{[^{}]+\}\}/.test(value)) return { schema: { type: "string" } };
  const placeholder = placeholderSchema(value);
  if (placeholder !== undefined) return { schema: placeholder };
  const type = /^-?(?:0|[1-9]\d{0,14})$/.test(value)
    ? "integer"
    : /^(?:true|false)$/.test(value)
      ? "boolean"
      : "string";
  return { schema: { type }, example: value };
};

/** A parameter, header or field as the collection shows it. */
export const parameterOf = (entry: unknown, place: Parameter["in"], { fill }: Variables): Parameter | undefined => {
  const name = textIn(entry, "key") ?? textIn(entry, "id");
  if (name === undefined || name === "") return undefined;
  const prose = describe(descriptionOf(entry));
  const value = textIn(entry, "value");
  const { schema, example } = shown(value === undefined ? undefined : fill(value));
  return {
    name: fill(name),
    in: place,
    required: place === "path" || prose.required,
    schema: withValues(place === "header" && schema.type !== "string" ? { type: "string" } : schema, prose.values),
    ...given("description", prose.description),
    ...given("example", example),
    ...(isTrue(entry, "disabled") ? { disabled: true as const } : {}),
  };
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
};

interface RawUrl {
  readonly base: string;
  readonly segments: readonly string[];
  readonly query: readonly unknown[];
}

/** A URL as text, which may begin with a variable. */
const splitRaw = (raw: string): RawUrl => {
  const [beforeHash = ""] = raw.trim().split("#", 1);
  const mark = beforeHash.indexOf("?");
  const address = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  const pairs =
    mark < 0
      ? []
      : beforeHash
          .slice(mark + 1)
          .split("&")
          .filter((pair) => pair !== "");
  const [, scheme = "", rest = ""] = /^([a-z][a-z\d+.-]*:\/\/)?(.*)$/is.exec(address) ?? [];
  const [host = "", ...segments] = rest.split("/");
  const query = pairs.map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0
      ? { key: decode(pair), value: "" }
      : { key: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) };
  });
  return { base: scheme + host, segments, query };
};

const segmentsIn = (path: unknown): readonly string[] => {
  if (typeof path === "string") return path.replace(/^\//, "").split("/");
  return Array.isArray(path) ? path.map((part: unknown) => textOf(part) ?? textIn(part, "value") ?? "") : [];
};

const splitParts = (url: unknown): RawUrl | undefined => {
  const stated = memberOf(url, "host");
  const host =
    typeof stated === "string"
      ? stated
      : listIn(url, "host")
          .map((part) => textOf(part) ?? "")
          .join(".");
  if (host === "") return undefined;
  const protocol = textIn(url, "protocol");
  const port = textIn(url, "port");
  return {
    base: `${protocol === undefined ? "" : `${protocol.replace(/:?\/*$/, "")}://`}${host}${port === undefined || port === "" ? "" : `:${port}`}`,
    segments: segmentsIn(memberOf(url, "path")),
    query: listIn(url, "query"),
  };
};

/** `:id`, `{{id}}` and `{id}` are one and the same. */
const segmentOf = (segment: string, { fill }: Variables): string => {
  const whole = /^:([\w.-]+)$|^\{\{([^{}]+)\}\}$/.exec(segment);
  if (whole !== null) return `{${(whole[1] ?? whole[2] ?? "").trim()}}`;
  return fill(segment).replaceAll(/\{\{([^{}]+)\}\}/g, "{$1}");
};

/** Reads a URL of Postman's, text or parts. */
export const readUrl = (url: unknown, variables: Variables): PostmanUrl => {
  const raw = typeof url === "string" ? url : textIn(url, "raw");
  const { base, segments, query } = splitParts(url) ?? splitRaw(raw ?? "");
  const parts = segments.filter((segment) => segment !== "").map((segment) => segmentOf(segment, variables));
  const described = new Map(
    listIn(url, "variable").map((entry) => [textIn(entry, "key") ?? textIn(entry, "id") ?? "", entry]),
  );
  const names = new Set(parts.flatMap((part) => [...part.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name)));
  const inPath = [...names].map((name): Parameter => {
    const value = variables.get(name);
    const fallback = value === undefined ? { key: name } : { key: name, value };
    const known = parameterOf({ ...fallback, ...objectOf(described.get(name)), disabled: false }, "path", variables);
    return known ?? { name, in: "path", required: true, schema: { type: "string" } };
  });
  const inQuery = query.flatMap((entry) => parameterOf(entry, "query", variables) ?? []);
  const filled = variables.fill(base);
  return {
    server: filled === "" ? "{{baseUrl}}" : tidyServer(filled),
    path: `/${parts.join("/")}`,
    parameters: [...inPath, ...inQuery],
  };
};

const objectOf = (value: unknown): Record<string, unknown> => {
  const { value: shownValue, ...rest } = objectIn({ value }, "value");
  return {
    ...rest,
    ...(shownValue === undefined || shownValue === null || shownValue === "" ? {} : { value: shownValue }),
  };
};
