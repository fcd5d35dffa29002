import { hosts } from "#zoom";

const zoomServer = /^https:\/\/(?:api(?:-[a-z]{2,3})?)\.zoom\.us(?:\/v2)?$/i;

/** True when a server is Zoom's. */
export const isZoomServer = (server: string): boolean => zoomServer.test(server);

/** Where an operation of Zoom's lives: SCIM is beside /v2, not below it. */
export const zoomServerOf = (path: string): string => (path.startsWith("/scim2/") ? hosts.root : hosts.api);

/** An operation's address at the base of an account, which ends in /v2: SCIM is beside that, not below it. */
export const urlBelow = (base: string, path: string): string =>
  (path.startsWith("/scim2/") ? base.replace(/\/v2$/, "") : base) + path;
