import { z } from "zod";

import type { Emulator } from "#emulator";
import type { Workflows } from "#workflows";

import { emulatorOrigin } from "../emulator-account.ts";

const listSchema = z.array(z.object({ id: z.string(), url: z.string() }));

const control = async (emulator: Emulator, method: string, path: string, body?: unknown): Promise<Response> =>
  await emulator.fetch(`${emulatorOrigin}/_rollcall/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

/**
 * Has the emulator send its events to the workflows of this server, once one of them waits for any. A server that listens elsewhere than the last one
 * takes its own old subscription away.
 */
export const subscribeEvents = async (emulator: Emulator, workflows: Workflows, url: string): Promise<void> => {
  const { path, secret, isWanted } = await workflows.eventEndpoint();
  const wanted = `${url}${path}`;
  const webhooks = listSchema.parse(await (await control(emulator, "GET", "webhooks")).json());
  for (const webhook of webhooks)
    if (webhook.url.endsWith(path) && webhook.url !== wanted)
      await control(emulator, "DELETE", `webhooks/${webhook.id}`);
  if (!isWanted || webhooks.some((webhook) => webhook.url === wanted)) return;
  // Nobody else hears of the secret, and the answer to a challenge is known: it need not be asked for.
  const answer = await control(emulator, "POST", "webhooks", {
    url: wanted,
    events: ["*"],
    secret,
    skip_validation: true,
  });
  if (!answer.ok) throw new Error(`the emulator refused to send its events to ${wanted}: ${await answer.text()}`);
};
