import { randomBytes } from "node:crypto";

import type { CodeRequest } from "./code-task.ts";

/** Whose token a request asks for, by its name among the handles; or why it may not be sent. */
export type HandleOwner = { readonly owner: string | undefined } | { readonly error: string };

export interface TokenHandles {
  /** For CodeTask: `{oauth_access_token: handle}` by name. */
  readonly auths: Readonly<Record<string, { readonly oauth_access_token: string }>>;
  /** Looks for handles in a request: the caller sends it with the owner's token, which never comes near the code. */
  ownerOf(request: CodeRequest): HandleOwner;
}

/**
 * Code gets handles in place of tokens. A handle stands for its token only in headers of requests to the account's own
 * hosts; a request that carries one elsewhere, or anywhere else in it, is refused, so that the mistake is seen.
 * @param hosts by name, `host` or `host:port` as in a URL
 */
export const makeTokenHandles = (hosts: Readonly<Record<string, readonly string[]>>): TokenHandles => {
  const handles = Object.entries(hosts).map(([name, allowed]) => ({
    name,
    allowed,
    handle: `rollcall-handle-${randomBytes(16).toString("hex")}`,
  }));
  return {
    auths: Object.fromEntries(handles.map(({ name, handle }) => [name, { oauth_access_token: handle }])),
    ownerOf({ url, headers, body = "" }) {
      const host = URL.parse(url)?.host ?? "";
      const owners = new Set<string>();
      for (const { name, allowed, handle } of handles) {
        if (url.includes(handle) || body.includes(handle))
          return { error: `the token of ${name} may stand in headers only` };
        if (!Object.values(headers).some((value) => value.includes(handle))) continue;
        if (!allowed.includes(host)) return { error: `the token of ${name} may not go to ${host}` };
        owners.add(name);
      }
      const [owner, other] = owners;
      return other === undefined
        ? { owner }
        : { error: `one request cannot carry the tokens of both ${owner ?? ""} and ${other}` };
    },
  };
};
