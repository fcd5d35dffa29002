import type { Auth } from "./operation.ts";
import type { FilledRequest } from "./request.ts";

/** A filled request with what proves the caller: no longer fit to be shown. */
export interface SignedRequest {
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

const headersOf = (auth: Auth, secret: (environment: string) => string): SignedRequest["headers"] => {
  switch (auth.scheme) {
    case "none":
      return [];
    case "bearer":
      return [["Authorization", `Bearer ${secret(auth.environment)}`]];
    case "basic":
      return [
        ["Authorization", `Basic ${base64(`${secret(auth.userEnvironment)}:${secret(auth.passwordEnvironment)}`)}`],
      ];
    case "apiKey":
      return auth.in === "header" ? [[auth.name, secret(auth.environment)]] : [];
  }
};

/** Adds the caller's secrets; `secret` knows them by the names of their environment variables. */
export const signRequest = (
  { auth, target, headers }: FilledRequest,
  secret: (environment: string) => string,
): SignedRequest => {
  const key =
    auth.scheme === "apiKey" && auth.in === "query"
      ? `${target.includes("?") ? "&" : "?"}${encodeURIComponent(auth.name)}=${encodeURIComponent(secret(auth.environment))}`
      : "";
  return { target: `${target}${key}`, headers: [...headers, ...headersOf(auth, secret)] };
};
