import { catalogErrors } from "./errors.ts";
import type { Operation } from "./operation.ts";
import type { RequestTarget } from "./send-request.ts";

/** The variable that holds Zoom's token. */
export const zoomToken = "ZOOM_ACCESS_TOKEN";

/** Whether an operation takes Zoom's token, and so goes to an account. */
export const takesZoomToken = ({ auth }: Operation): boolean =>
  auth.scheme === "bearer" && auth.environment === zoomToken;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where another vendor's operation goes: to API_BASE_URL or its own first server, with the secret of its own variable.
 * @throws RC_CATALOG_NO_SERVER, RC_CATALOG_SECRET_MISSING
 */
export const ownServer = ({ id, servers }: Operation, env: Environment): Omit<RequestTarget, "fetch"> => {
  const base = (env["API_BASE_URL"]?.trim() || (servers[0] ?? "")).replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]/.test(base) || URL.parse(base) === null)
    throw catalogErrors.make("RC_CATALOG_NO_SERVER", `${id} names no server (${base})`);
  const secret = (name: string): string => {
    // Empty is a value: some keys are a user name without a password.
    const value = env[name];
    if (value === undefined)
      throw catalogErrors.make("RC_CATALOG_SECRET_MISSING", `${id} needs a secret: ${name} is not set`);
    return value;
  };
  return { base, secret };
};
