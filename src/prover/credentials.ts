import type { Auth } from "#catalog";

/** What programs find in their environment. Characters that shells and templates would change are in it on purpose. */
const token = "t0k3n-._~+/=$(x)'`\"%s#{y}";
const user = "client id$x";
const password = "pa:ss'w\"ord`$(x)";

export const environmentFor = (auth: Auth): Readonly<Record<string, string>> => {
  if (auth.scheme === "none") return {};
  if (auth.scheme === "basic") return { [auth.userEnvironment]: user, [auth.passwordEnvironment]: password };
  return { [auth.environment]: token };
};

/** Percent-encoded as strictly as RFC 3986 allows. */
export const encodeAll = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** The header or the query that carries the credential. */
export const credentialOf = (
  auth: Auth,
): { readonly header?: readonly [name: string, value: string]; readonly query?: string } => {
  if (auth.scheme === "none") return {};
  if (auth.scheme === "bearer") return { header: ["authorization", `Bearer ${token}`] };
  if (auth.scheme === "basic")
    return { header: ["authorization", `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`] };
  if (auth.in === "header") return { header: [auth.name, token] };
  return { query: `${encodeAll(auth.name)}=${encodeAll(token)}` };
};
