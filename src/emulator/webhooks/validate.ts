import { z } from "zod";

import { webhookValidation } from "#zoom";

import type { Webhook } from "./records.ts";
import type { World } from "../world.ts";
import type { Post } from "./post.ts";
import { encryptToken } from "./signature.ts";

const { tokenField, answerField } = webhookValidation;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerSchema = z.object({ [tokenField]: z.string(), [answerField]: z.string() });

/** Asks an endpoint to prove that it knows the secret, as Zoom does. Gives what is wrong, or undefined. */
export const validateEndpoint = async (
  world: World,
  { url, secret }: Pick<Webhook, "url" | "secret">,
  post: Post,
): Promise<string | undefined> => {
  const plainToken = world.identifiers.id();
  const { event } = webhookValidation;
  const body = JSON.stringify({ event, payload: { [tokenField]: plainToken }, event_ts: world.now() });
  const { status, text, error } = await post({ url, secret, body });
  if (error !== "") return error;
  if (status !== webhookValidation.status) return `it answered ${status}, not ${webhookValidation.status}`;
  const answer = answerSchema.safeParse(parse(text)).data;
  if (answer === undefined) return `it did not answer with JSON that has ${tokenField} and ${answerField}`;
  if (answer[tokenField] !== plainToken) return `its ${tokenField} is not the one it was sent`;
  return answer[answerField] === encryptToken(secret, plainToken)
    ? undefined
    : `its ${answerField} is not the hex HMAC-SHA256 of the ${tokenField} with the subscription's secret`;
};
