import { bodyText, type Exchange } from "#base";

const hidden = new Set(["authorization", "proxy-authorization", "cookie"]);

const parsedBody = (text: string, type: string): { readonly value: unknown } | { readonly problem: string } => {
  if (text === "") return { value: null };
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { value: Object.fromEntries(new URLSearchParams(text)) };
  try {
    // Nesting is bounded by the body's size; a path never reaches a prototype.
    return { value: JSON.parse(text) };
  } catch {
    return type.includes("json") ? { problem: "the body is not valid JSON" } : { value: text };
  }
};

/** What expressions find under `trigger`: method, query, headers without credentials, and the body as a value. */
export const triggerData = (
  exchange: Exchange,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly problem: string } => {
  const type = exchange.headers["content-type"];
  const body = parsedBody(bodyText(exchange.body), typeof type === "string" ? type.toLowerCase() : "");
  if ("problem" in body) return body;
  const headers = Object.fromEntries(
    Object.entries(exchange.headers).flatMap(([name, value]) =>
      value === undefined || hidden.has(name) ? [] : [[name, typeof value === "string" ? value : value.join(", ")]],
    ),
  );
  return {
    value: {
      kind: "http",
      method: exchange.method,
      query: Object.fromEntries(new URLSearchParams(exchange.query)),
      headers,
      body: body.value,
    },
  };
};
