import { clientCode, documented, inferred } from "./source.ts";

/** Where Zoom lives. The global host always works; the token's answer carries `api_url`. */
export const hosts = {
  api: "https://api.zoom.us/v2",
  /** Of SCIM, whose paths begin with /scim2. */
  root: "https://api.zoom.us",
  token: "https://zoom.us/oauth/token",
  regions: ["au", "ca", "eu", "in", "sa", "sg", "uk", "us"],
  /** Everything of Zoom's is below these: global, regional and vanity hosts, and the government cloud's. */
  domains: ["zoom.us", "zoomgov.com"],
  source: documented("OAS-U; regions ZPlug"),
  domainsSource: inferred("OAS-U; zoomgov.com is Zoom for Government's, whose hosts have the same names below it"),
  redirects: clientCode("ZN#257: the API may redirect to a regional host; send Authorization again"),
} as const;
