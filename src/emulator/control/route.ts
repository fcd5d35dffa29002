import type { Answer, Exchange } from "#base";

import type { Courier } from "../webhooks/courier.ts";
import type { World } from "../world.ts";

/** What the control plane works on. */
export interface ControlParts {
  readonly world: World;
  readonly courier: Courier;
}

/** What a control route may look at. */
export interface ControlCall extends ControlParts {
  readonly exchange: Exchange;
  readonly query: URLSearchParams;
  /** Path parameters by name, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The JSON body; an empty object when there is none. */
  readonly body: unknown;
}

export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /_rollcall, `{name}` for a parameter. */
  readonly path: string;
  /** One line for the index at GET /_rollcall and docs/reference/control-plane.md. */
  readonly what: string;
  /** An example body, where one is taken. */
  readonly example?: unknown;
  /** A route that carries its own secret (a mail's link) and may be sent as a form. */
  readonly open?: true;
  readonly handle: (call: ControlCall) => Answer | Promise<Answer>;
}

const headersFor = (type: string): string[] => [
  "Content-Type",
  type,
  "Cache-Control",
  "no-store",
  "X-Content-Type-Options",
  "nosniff",
];

export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: headersFor("application/json;charset=UTF-8"),
  body: status === 204 ? "" : `${JSON.stringify(value, null, 1)}\n`,
});

/** A page of ours: no script, no foreign content, not to be framed. */
export const html = (status: number, page: string): Answer => ({
  status,
  headers: [
    ...headersFor("text/html;charset=UTF-8"),
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy",
    "no-referrer",
  ],
  body: page,
});

/** Foreign words (a mail) as a page: in a sandbox of its own origin, shown in our frame and nobody else's. */
export const framedHtml = (page: string): Answer => ({
  status: 200,
  headers: [
    ...headersFor("text/html;charset=UTF-8"),
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
    "Referrer-Policy",
    "no-referrer",
  ],
  body: page,
});

/** An error of the control plane: what happened and what to do. */
export const problem = (status: number, message: string): Answer => json(status, { error: message });
