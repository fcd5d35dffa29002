import { documented, wire } from "./source.ts";

/** Errors that every JSON operation shares. */
export const envelopeErrors = {
  validation: {
    status: 400,
    code: 300,
    message: "Validation Failed.",
    trigger: "fields are missing or have values that are not allowed; `errors[]` names each",
    source: documented("ZDoc errors"),
  },
  notJson: {
    status: 400,
    code: 300,
    message: "Request Body should be a valid JSON object.",
    trigger: "the body is no JSON object, or any value has the wrong JSON type",
    source: wire("laravel-zoom#26, ZN#260, zoomus#69"),
  },
  contentType: {
    status: 415,
    code: 300,
    message: "Unsupported Content Type",
    trigger: "Content-Type is missing or not application/json",
    source: wire("zoom/api#15, zoomus#92"),
  },
} as const;

/** Texts of `errors[].message`. */
export const fieldMessages = {
  missing: { text: "Missing field.", source: wire("zoom/api#11") },
  invalid: { text: "Invalid field.", source: documented("ZDoc errors") },
} as const;

/** The header that every response carries, e.g. `v=2.0;clid=us02;rid=WEB_<32 hex>`. */
export const trackingHeader = { name: "x-zm-trackingid", source: wire("PSZoom#96, ZN#193") } as const;

/** Headers seen on a real POST /users. */
export const standingHeaders = {
  pairs: [
    ["Cache-Control", "no-cache, no-store, must-revalidate, no-transform"],
    ["Pragma", "no-cache"],
    ["Expires", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ["X-Content-Type-Options", "nosniff"],
  ],
  source: wire("PSZoom#96"),
} as const;
