import type { JSX } from "preact";

import { prettyJson } from "../format.ts";
import { Method, Status } from "../parts/badge.tsx";
import { Code } from "../parts/code.tsx";
import { HeaderFacts } from "../parts/header-facts.tsx";
import type { ExchangeView } from "./views.ts";

const Headers = ({ headers }: { readonly headers: Readonly<Record<string, string>> }): JSX.Element => (
  <dl class="facts small-text">
    <HeaderFacts headers={Object.entries(headers)} />
  </dl>
);

const Body = ({ body, label }: { readonly body: string | undefined; readonly label: string }): JSX.Element | null =>
  body === undefined || body === "" ? null : <Code text={prettyJson(body)} language="json" label={label} />;

/** One call over HTTP: what was sent, and what came back. Secrets are stars already. */
export const Exchange = ({ exchange }: { readonly exchange: ExchangeView }): JSX.Element => {
  const { method, url, request, response, error, ms } = exchange;
  return (
    <li class="stack exchange">
      <p class="row">
        <Status status={response?.status ?? 0} lost={response === undefined} />
        <Method method={method} />
        <bdi class="mono">{url.replace(/^https?:\/\/emulator\.invalid/, "")}</bdi>
        <span class="muted">{ms} ms</span>
      </p>
      {error === undefined ? null : (
        <p class="note warn">
          <bdi>{error}</bdi>
        </p>
      )}
      <Body body={request.body} label="Sent" />
      <Body body={response?.body} label="Answered" />
      <details>
        <summary>Headers</summary>
        <div class="stack">
          <Headers headers={request.headers} />
          {response === undefined ? null : <Headers headers={response.headers} />}
        </div>
      </details>
    </li>
  );
};
