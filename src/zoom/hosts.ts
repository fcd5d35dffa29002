import { clientCode, documented } from "./source.ts";

/** Where Zoom lives. The global host always works; the token's answer carries `api_url`. */
export const hosts = {
  api: "https://api.zoom.us/v2",
  /** Of SCIM, whose paths begin with /scim2. */
  root: "https://api.zoom.us",
  token: "https://zoom.us/oauth/token",
  regions: ["au", "ca", "eu", "in", "sa", "sg", "uk", "us"],
  source: documented("OAS-U; regions ZPlug"),
  redirects: clientCode("ZN#257: the API may redirect to a regional host; send Authorization again"),
} as const;
