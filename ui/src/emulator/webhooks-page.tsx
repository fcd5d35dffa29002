import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import { curlOf, dateTime, plural } from "../format.ts";
import { Badge, type Tone } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";
import { useAction, useResource } from "../resource.ts";
import type { DeliveryView, WebhookView } from "./views.ts";

const tones: Readonly<Record<string, Tone>> = {
  valid: "good",
  unchecked: "plain",
  invalid: "bad",
  delivered: "good",
  waiting: "warn",
  dropped: "bad",
};

const State = ({ state }: { readonly state: string }): JSX.Element => (
  <Badge tone={tones[state] ?? "plain"}>{state}</Badge>
);

const Webhook = ({ webhook }: { readonly webhook: WebhookView }): JSX.Element => {
  const path = `/_rollcall/webhooks/${encodeURIComponent(webhook.id)}`;
  const check = useAction(async () => {
    await ask("POST", `${path}/validate`, {});
  });
  const remove = useAction(async () => {
    await ask("DELETE", path);
  });
  return (
    <li class="panel">
      <div class="row apart">
        <strong>
          <bdi>{webhook.url}</bdi>
        </strong>
        <State state={webhook.state} />
      </div>
      <p class="muted">{webhook.events.join(", ")}</p>
      {webhook.problem === "" ? null : <p class="note warn">{webhook.problem}</p>}
      <div class="row">
        <button type="button" class="small" onClick={check.run} disabled={check.running.value}>
          Validate now
        </button>
        <button type="button" class="small danger" onClick={remove.run}>
          Remove
        </button>
      </div>
      <ProblemBox problem={check.problem.value ?? remove.problem.value} />
    </li>
  );
};

const Subscribe = (): JSX.Element => {
  const [url, skip, secret] = [useSignal(""), useSignal(false), useSignal("")];
  const body = () => ({ url: url.value, events: ["*"], ...(skip.value ? { skip_validation: true } : {}) });
  const add = useAction(async () => {
    const made = await ask<{ readonly secret: string }>("POST", "/_rollcall/webhooks", body());
    secret.value = made.secret;
    url.value = "";
  });
  return (
    <form
      class="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.run();
      }}
    >
      <h2>Subscribe a URL on this machine</h2>
      <label>
        Address
        <input
          type="url"
          required
          placeholder="http://127.0.0.1:8080/zoom"
          value={url.value}
          onInput={({ currentTarget }) => {
            url.value = currentTarget.value;
          }}
        />
      </label>
      <label class="row">
        <input
          type="checkbox"
          checked={skip.value}
          onChange={({ currentTarget }) => {
            skip.value = currentTarget.checked;
          }}
        />
        Skip Zoom's validation of the endpoint
      </label>
      <div class="row">
        <button type="submit" class="primary" disabled={add.running.value}>
          Subscribe to all events
        </button>
      </div>
      {secret.value === "" ? null : (
        <p class="note good row" role="status">
          Its secret, shown once: <code>{secret.value}</code> <Copy text={secret.value} what="the secret" />
        </p>
      )}
      <ProblemBox problem={add.problem.value} />
      <Cli>{curlOf("POST", "/_rollcall/webhooks", { ...body(), url: url.value || "http://127.0.0.1:8080/zoom" })}</Cli>
    </form>
  );
};

const columns: readonly Column<DeliveryView>[] = [
  { label: "Event", cell: ({ event }) => event },
  { label: "State", cell: ({ state }) => <State state={state} /> },
  { label: "Note", cell: ({ note, attempts }) => note || plural(attempts.length, "attempt"), wide: true },
  { label: "At", cell: ({ created_at: at }) => dateTime(at), wide: true },
];

const Delivery = ({ delivery }: { readonly delivery: DeliveryView }): JSX.Element => {
  const path = `/_rollcall/deliveries/${encodeURIComponent(delivery.id)}/replay`;
  const replay = useAction(async () => {
    await ask("POST", path, {});
  });
  return (
    <article class="panel stack" aria-label={`Delivery of ${delivery.event}`}>
      <h2 class="row">
        {delivery.event} <State state={delivery.state} />
      </h2>
      <ol>
        {delivery.attempts.map(({ at, status, ms, error }) => (
          <li key={at}>
            {dateTime(at)}: {status === 0 ? error : `HTTP ${status}`} in {ms} ms
          </li>
        ))}
      </ol>
      {delivery.next_attempt === null ? null : <p class="note">Next attempt: {dateTime(delivery.next_attempt)}</p>}
      <Code text={JSON.stringify(delivery.payload, null, 2)} language="json" label="Payload" />
      <p>
        <button type="button" onClick={replay.run} disabled={replay.running.value}>
          Send again
        </button>
      </p>
      <ProblemBox problem={replay.problem.value} />
      <Cli>{curlOf("POST", path, {})}</Cli>
    </article>
  );
};

const Deliveries = (): JSX.Element => {
  const chosen = useSignal("");
  const list = useResource(
    () => get<{ readonly deliveries: readonly DeliveryView[] }>(pathOf("/_rollcall/deliveries", { limit: 1000 })),
    ["delivery", "clock"],
  );
  const rows = list.data.value?.deliveries ?? [];
  const open = rows.find(({ id }) => id === chosen.value);
  if (rows.length === 0)
    return <Empty title="No event yet.">Events go out when users are created, activated, changed or deleted.</Empty>;
  return (
    <div class={open === undefined ? "stack" : "split"}>
      <VirtualTable
        label="Deliveries"
        kind="deliveries"
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ id }) => {
          chosen.value = id;
        }}
      />
      {open === undefined ? null : <Delivery delivery={open} />}
    </div>
  );
};

/** Who is told of events, and what became of each. */
export const WebhooksPage = (): JSX.Element => {
  const webhooks = useResource(() => get<readonly WebhookView[]>("/_rollcall/webhooks"), ["webhook"]);
  const rows = webhooks.data.value ?? [];
  return (
    <Page
      wide
      title="Webhooks"
      lead="Zoom's events, signed as Zoom signs them, to programs on this machine; retried after 5, 20 and 60 minutes of the emulator's clock."
    >
      <ProblemBox problem={webhooks.problem.value} />
      <div class="grid-2">
        <Subscribe />
        <ul class="stack">
          {rows.map((webhook) => (
            <Webhook key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      </div>
      <h2 class="folder-title">Deliveries</h2>
      <Deliveries />
    </Page>
  );
};
