import { createHmac } from "node:crypto";

import { webhookSignature } from "#zoom";

const hmac = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** The value of x-zm-signature; `timestamp` in Unix seconds, `body` to the byte as it is sent. */
export const sign = (secret: string, timestamp: number, body: string): string =>
  `${webhookSignature.version}=${hmac(secret, `${webhookSignature.version}:${timestamp}:${body}`)}`;

/** What an endpoint must make of the plainToken of a validation. */
export const encryptToken = (secret: string, plainToken: string): string => hmac(secret, plainToken);
