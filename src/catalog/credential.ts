import type { Auth } from "./operation.ts";

/** The environment variable that holds Zoom's token. */
export const zoomToken = "ZOOM_ACCESS_TOKEN";

/** Whether a credential is Zoom's token, which an account gives. */
export const takesZoomToken = (auth: Auth): boolean => auth.scheme === "bearer" && auth.environment === zoomToken;

/** The environment variables that hold a credential. */
export const credentialNames = (auth: Auth): readonly string[] => {
  if (auth.scheme === "none") return [];
  return auth.scheme === "basic" ? [auth.userEnvironment, auth.passwordEnvironment] : [auth.environment];
};
