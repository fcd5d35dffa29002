import assert from "node:assert/strict";

import { dig, type Reply, type Stage } from "./hosts.ts";

export const callback = "http://127.0.0.1:9/callback?kept=1";

/** Tokens that somebody's consent came to. */
interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** An app that acts for people. */
export interface GeneralApp {
  readonly clientId: string;
  readonly basic: Readonly<Record<string, string>>;
  /** POST /oauth/token, or another path, as a form with the app's credentials. */
  ask(form: Readonly<Record<string, string>>, path?: string): Promise<Reply>;
  /** A code that `user` (the owner unless told) consented to. */
  code(user?: string, more?: object): Promise<string>;
  exchange(code: string, more?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Consents and exchanges. */
  consent(user?: string): Promise<Tokens>;
}

export const tokensOf = (reply: Reply): Tokens => {
  assert.equal(reply.status, 200, reply.text);
  return {
    accessToken: String(dig(reply.body, "access_token")),
    refreshToken: String(dig(reply.body, "refresh_token")),
  };
};

/** The consent page's path and query, as the app would send somebody there. */
export const consentPath = ({ clientId }: GeneralApp, more: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: callback, ...more });
  return `/oauth/authorize?${query.toString()}`;
};

/** Registers a general app with the first account. */
export const registerApp = async (stage: Stage, more: object = {}): Promise<GeneralApp> => {
  const { accountId } = stage.emulator.account;
  const registered = await stage.control("POST", `/accounts/${accountId}/apps`, {
    kind: "general",
    name: "Roster <b>",
    redirect_uris: [callback, "myapp://done"],
    ...more,
  });
  const clientId = String(dig(registered, "client_id"));
  const secret = String(dig(registered, "client_secret"));
  const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` };
  const app: GeneralApp = {
    clientId,
    basic,
    ask: (form, path = "/oauth/token") =>
      stage.call("POST", path, {
        token: null,
        body: new URLSearchParams(form).toString(),
        headers: { ...basic, "content-type": "application/x-www-form-urlencoded" },
      }),
    code: async (user, asked = {}) => {
      const body = { redirect_uri: callback, ...(user === undefined ? {} : { user }), ...asked };
      return String(dig(await stage.control("POST", `/apps/${clientId}/consent`, body), "code"));
    },
    exchange: (code, form = {}) => app.ask({ grant_type: "authorization_code", code, redirect_uri: callback, ...form }),
    consent: async (user) => tokensOf(await app.exchange(await app.code(user))),
  };
  return app;
};
