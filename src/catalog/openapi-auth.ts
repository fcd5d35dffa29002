import { isList, isObject, listIn, memberOf, objectIn, textIn } from "./document-value.ts";
import { environmentPrefix } from "./names.ts";
import type { OpenApi } from "./openapi.ts";
import type { Auth } from "./operation.ts";
import { swaggerScheme } from "./swagger.ts";
import { isZoomServer } from "./zoom-servers.ts";

const bearerTypes = new Set(["oauth2", "openIdConnect"]);

/** A security scheme as the model's; undefined for one that it cannot express. */
const schemeOf = (scheme: unknown, prefix: string): Auth | undefined => {
  const type = textIn(scheme, "type") ?? "";
  const kind = textIn(scheme, "scheme")?.toLowerCase();
  if (bearerTypes.has(type) || (type === "http" && kind === "bearer"))
    return { scheme: "bearer", environment: `${prefix}_ACCESS_TOKEN` };
  if (type === "http" && kind === "basic")
    return { scheme: "basic", userEnvironment: `${prefix}_USER`, passwordEnvironment: `${prefix}_PASSWORD` };
  const [name, place] = [textIn(scheme, "name"), textIn(scheme, "in")];
  if (type !== "apiKey" || name === undefined || (place !== "header" && place !== "query")) return undefined;
  // Many documents of Swagger 2.0 describe a bearer token in this way.
  if (place === "header" && name.toLowerCase() === "authorization")
    return { scheme: "bearer", environment: `${prefix}_ACCESS_TOKEN` };
  return { scheme: "apiKey", in: place, name, environment: `${prefix}_API_KEY` };
};

export interface ApiAuth {
  readonly auth: Auth;
  readonly scopes: readonly string[];
}

/** The first way to prove who one is that the model can express. */
export const authOf = (
  { document, file, isSwagger, follow, context }: OpenApi,
  operation: unknown,
  servers: readonly string[],
): ApiAuth => {
  const own = memberOf(operation, "security");
  const wanted = isList(own) ? own : listIn(document, "security");
  const schemes = isSwagger
    ? objectIn(document, "securityDefinitions")
    : objectIn(objectIn(document, "components"), "securitySchemes");
  // The token of a Zoom account must not travel to whoever calls a document of his "Zoom".
  const isZoom = servers.length > 0 && servers.every(isZoomServer);
  const prefix = isZoom ? "ZOOM" : environmentPrefix(context.api);
  for (const choice of wanted) {
    if (!isObject(choice)) continue;
    for (const [name, scopes] of Object.entries(choice)) {
      const scheme = memberOf(schemes, name);
      if (scheme === undefined) continue;
      const { value } = follow(scheme, file);
      const auth = schemeOf(isSwagger ? swaggerScheme(value) : value, prefix);
      if (auth === undefined) continue;
      return { auth, scopes: isList(scopes) ? scopes.filter((scope) => typeof scope === "string") : [] };
    }
  }
  return { auth: { scheme: "none" }, scopes: [] };
};
