import { isList, memberOf, textIn } from "./document-value.ts";
import type { Auth } from "./operation.ts";

/** Settings of an auth scheme: a list of key and value in v2.1, an object in v2.0. */
const settingOf = (auth: unknown, type: string, key: string): string | undefined => {
  const settings = memberOf(auth, type);
  if (!isList(settings)) return textIn(settings, key);
  return textIn(
    settings.find((entry) => textIn(entry, "key") === key),
    "value",
  );
};

export interface PostmanAuth {
  readonly auth: Auth;
  /** The scheme's name when the model cannot express it. */
  readonly unknown?: string;
}

/** Reads the `auth` of a request, folder or collection. Secrets that stand in it are left where they are. */
export const authOf = (auth: unknown, prefix: string): PostmanAuth => {
  const type = textIn(auth, "type") ?? "noauth";
  switch (type) {
    case "noauth":
      return { auth: { scheme: "none" } };
    case "bearer":
    case "oauth2":
    case "jwt":
      return { auth: { scheme: "bearer", environment: `${prefix}_ACCESS_TOKEN` } };
    case "basic":
      return {
        auth: { scheme: "basic", userEnvironment: `${prefix}_USER`, passwordEnvironment: `${prefix}_PASSWORD` },
      };
    case "apikey": {
      const name = settingOf(auth, type, "key") ?? "X-API-Key";
      if (name.toLowerCase() === "authorization")
        return { auth: { scheme: "bearer", environment: `${prefix}_ACCESS_TOKEN` } };
      const place = settingOf(auth, type, "in") === "query" ? "query" : "header";
      return { auth: { scheme: "apiKey", in: place, name, environment: `${prefix}_API_KEY` } };
    }
    default:
      return { auth: { scheme: "none" }, unknown: type };
  }
};

/** The scheme that an Authorization header shows; its secret is dropped. */
export const authOfHeader = (value: string, prefix: string): Auth =>
  /^basic\b/i.test(value)
    ? { scheme: "basic", userEnvironment: `${prefix}_USER`, passwordEnvironment: `${prefix}_PASSWORD` }
    : { scheme: "bearer", environment: `${prefix}_ACCESS_TOKEN` };
