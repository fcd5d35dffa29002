import { randomBytes } from "node:crypto";

import type { CodeRequest } from "./code-task.ts";

/** An account's token and where it may go. */
export interface TokenSource {
  /** `host` or `host:port`, as in a URL. */
  readonly hosts: readonly string[];
  /** Asked for when a request needs it. */
  readonly token: () => Promise<string>;
}

export interface TokenHandles {
  /** For CodeTask: `{oauth_access_token: handle}` by name. */
  readonly auths: Readonly<Record<string, { readonly oauth_access_token: string }>>;
  /** The request with handles replaced in its headers; or why it may not be sent. */
  replace(request: CodeRequest): Promise<{ readonly request: CodeRequest } | { readonly error: string }>;
}

/**
 * Code gets handles in place of tokens. A handle becomes its token only in headers of requests to the account's own
 * hosts; a request that carries one elsewhere, or anywhere else in it, is refused, so that the mistake is seen.
 */
export const makeTokenHandles = (sources: Readonly<Record<string, TokenSource>>): TokenHandles => {
  const handles = Object.entries(sources).map(([name, source]) => ({
    name,
    source,
    handle: `rollcall-handle-${randomBytes(16).toString("hex")}`,
  }));
  return {
    auths: Object.fromEntries(handles.map(({ name, handle }) => [name, { oauth_access_token: handle }])),
    async replace(request) {
      const host = URL.parse(request.url)?.host ?? "";
      const headers = { ...request.headers };
      for (const { name, source, handle } of handles) {
        if (request.url.includes(handle) || request.body?.includes(handle) === true)
          return { error: `the token of ${name} may stand in headers only` };
        for (const [header, value] of Object.entries(headers)) {
          if (!value.includes(handle)) continue;
          if (!source.hosts.includes(host)) return { error: `the token of ${name} may not go to ${host}` };
          headers[header] = value.replaceAll(handle, await source.token());
        }
      }
      return { request: { ...request, headers } };
    },
  };
};
