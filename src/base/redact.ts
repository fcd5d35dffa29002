const secretHeaders = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie", "x-rollcall-admin"]);
const secretFields = /("(?:password|client_secret|access_token|refresh_token|token|secret)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const secretParameters = /((?:^|[?&\s])(?:password|client_secret|access_token|refresh_token|code)=)[^&\s"]*/gi;
const credentials = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;

/** Text with passwords, tokens and secrets replaced by a mark: for logs, errors and pages. */
export const redactText = (text: string): string =>
  text.replace(secretFields, '$1"***"').replace(secretParameters, "$1***").replace(credentials, "$1 ***");

/** Headers with the values that carry credentials replaced by a mark. */
export const redactHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.has(name) ? "***" : String(value)]),
  );
