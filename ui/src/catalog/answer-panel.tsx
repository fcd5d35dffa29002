import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import type { CallView } from "../contract.ts";
import { bytes, clockTime, plural, prettyJson, shellWord } from "../format.ts";
import { Badge, Status } from "../parts/badge.tsx";
import { Code } from "../parts/code.tsx";
import { HeaderFacts } from "../parts/header-facts.tsx";
import { Copy } from "../parts/copy.tsx";
import { hasWorkflows } from "../routes.ts";
import { useAction, useResource } from "../resource.ts";
import { href } from "../router.ts";
import type { OperationState } from "./operation-state.ts";

const Match = ({ match }: { readonly match: CallView["match"] }): JSX.Element => {
  if (match.state === "matches") return <Badge tone="good">as documented</Badge>;
  if (match.state === "unknown") return <Badge tone="plain">not documented</Badge>;
  return <Badge tone="warn">differs from the documentation</Badge>;
};

/** As a shell would send it; the token stays in the environment. */
const curlOf = ({ sent }: CallView): string =>
  [
    `curl -i -X ${sent.method} ${shellWord(sent.url)}`,
    ...Object.entries(sent.headers).map(([name, value]) =>
      name === "Authorization"
        ? `-H "Authorization: Bearer $ZOOM_ACCESS_TOKEN"`
        : `-H ${shellWord(`${name}: ${value}`)}`,
    ),
    ...(sent.body === "" ? [] : [`-d ${shellWord(sent.body)}`]),
  ].join(" \\\n  ");

const Answered = ({ call }: { readonly call: CallView }): JSX.Element => (
  <>
    <div class="answer-head" role="status">
      <Status status={call.status} />
      <span>{call.ms} ms</span>
      <span>{bytes(call.bytes)}</span>
      <Match match={call.match} />
      <span class="muted">from {call.account}</span>
      <Copy label="Copy curl" text={() => curlOf(call)} what="of this request" />
      {hasWorkflows.value ? (
        <a href={href(["workflows", "new"], { operation: call.operation, call: String(call.id) })}>
          Add as workflow step
        </a>
      ) : null}
    </div>
    {call.match.differences.length === 0 ? null : (
      <ul class="note warn">
        {call.match.differences.map((difference) => (
          <li key={difference}>
            <bdi>{difference}</bdi>
          </li>
        ))}
      </ul>
    )}
    {call.headers["x-rollcall-hint"] === undefined ? null : (
      <p class="note">
        <bdi>{call.headers["x-rollcall-hint"]}</bdi>
      </p>
    )}
    {call.body === "" ? (
      <p class="muted">No body.</p>
    ) : (
      <Code text={prettyJson(call.body)} language="json" label="Answer body" />
    )}
    <details>
      <summary>Headers ({Object.keys(call.headers).length})</summary>
      <dl class="facts">
        <HeaderFacts headers={Object.entries(call.headers)} />
      </dl>
    </details>
  </>
);

const Next = ({ call }: { readonly call: CallView }): JSX.Element | null =>
  call.operation === "zoom:userCreate" && call.status === 201 && call.account === "emulator" ? (
    <p class="note good">
      Invited. <a href={href(["emulator", "inbox"])}>See the mail in the inbox</a>
    </p>
  ) : null;

const History = ({ state }: { readonly state: OperationState }): JSX.Element | null => {
  const { id } = state.view.operation;
  const calls = useResource(
    () => get<readonly CallView[]>(pathOf("/api/calls", { operation: id, limit: 20 })),
    ["call"],
    id,
  );
  const clear = useAction(async () => {
    await ask("DELETE", "/api/calls");
  });
  const rows = calls.data.value ?? [];
  if (rows.length === 0) return null;
  return (
    <details class="panel">
      <summary>History ({plural(rows.length, "request")})</summary>
      <ul class="history">
        {rows.map((call) => (
          <li key={call.id}>
            <button
              type="button"
              onClick={() => {
                state.call.value = call;
              }}
            >
              <span class="muted">{clockTime(call.at)}</span> <Status status={call.status} /> {call.ms} ms{" "}
              <bdi>{call.sent.url.replace(/^https?:\/\/[^/]+/, "")}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet small" onClick={clear.run}>
        Forget all
      </button>
    </details>
  );
};

/** The answer of the last request; before there is one, what is documented for the chosen example. */
export const AnswerPanel = ({ state }: { readonly state: OperationState }): JSX.Element => {
  const call = state.call.value;
  const example = state.example.value;
  return (
    <>
      <section class="panel stack" aria-label="Answer">
        <h2>{call === undefined ? "Documented answer" : "Answer"}</h2>
        {call !== undefined ? (
          <>
            <Answered call={call} />
            <Next call={call} />
          </>
        ) : example === undefined ? (
          <p class="muted">Nothing is documented. Send the request to see.</p>
        ) : (
          <>
            <div class="answer-head">
              <Status status={example.status} />
              <span class="muted">example, not sent yet</span>
            </div>
            {example.answer === "" ? (
              <p class="muted">No body.</p>
            ) : (
              <Code text={example.answer} language="json" label="Example answer" />
            )}
          </>
        )}
      </section>
      <History state={state} />
    </>
  );
};
