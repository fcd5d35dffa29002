import { listIn, memberOf, objectIn, textIn } from "./document-value.ts";

const maxServers = 20;

/** A base URL as the model wants it: with a scheme, without a slash at the end. */
export const tidyServer = (url: string): string => {
  const bare = url
    .trim()
    .replace(/[?#].*$/s, "")
    .replace(/\/+$/, "");
  if (bare === "" || /^[a-z][a-z\d+.-]*:\/\//i.test(bare) || bare.startsWith("{{")) return bare;
  if (bare.startsWith("//")) return `https:${bare}`;
  return bare.startsWith("/") ? `{{baseUrl}}${bare}` : `https://${bare}`;
};

const valuesOf = (variable: unknown): readonly string[] => {
  const chosen = textIn(variable, "default");
  const all = listIn(variable, "enum").filter((value) => typeof value === "string");
  return [...new Set([...(chosen === undefined ? [] : [chosen]), ...all])];
};

/** Every URL that a server of OpenAPI 3 stands for, that of the default values first. */
const urlsOf = (server: unknown): readonly string[] => {
  const url = textIn(server, "url") ?? "";
  const variables = objectIn(server, "variables");
  let urls = [url];
  for (const [, name = ""] of url.matchAll(/(?<!\{)\{([^{}]+)\}(?!\})/g)) {
    const values = valuesOf(memberOf(variables, name));
    const chosen = values.length === 0 ? [`{{${name}}}`] : values;
    urls = chosen.flatMap((value) => urls.map((one) => one.replace(`{${name}}`, () => value))).slice(0, maxServers);
  }
  return urls;
};

/** The servers of the innermost list that has any. */
export const serversOf = (...lists: readonly (readonly unknown[])[]): readonly string[] => {
  const chosen = lists.find((list) => list.length > 0) ?? [];
  const urls = chosen
    .flatMap(urlsOf)
    .map(tidyServer)
    .filter((url) => url !== "");
  return urls.length === 0 ? ["{{baseUrl}}"] : [...new Set(urls)].slice(0, maxServers);
};
