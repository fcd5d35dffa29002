import type { JSX } from "preact";

import { ask } from "../api.ts";
import type { CallView } from "../contract.ts";
import { dateTime, prettyJson, shellWord } from "../format.ts";
import { Badge, Method, Status } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { HeaderFacts } from "../parts/header-facts.tsx";
import { Copy } from "../parts/copy.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";
import { go, href } from "../router.ts";
import type { RequestView } from "./views.ts";

const targetOf = ({ path, query }: RequestView): string => (query === "" ? path : `${path}?${query}`);

const curlOf = (request: RequestView): string =>
  [
    `curl -i -X ${request.method} ${shellWord(`${location.origin}${targetOf(request)}`)}`,
    `-H "Authorization: Bearer $ZOOM_ACCESS_TOKEN"`,
    ...(request.request.body === ""
      ? []
      : [`-H ${shellWord(`Content-Type: ${request.request.content_type}`)}`, `-d ${shellWord(request.request.body)}`]),
  ].join(" \\\n  ");

/** The values of a request, for the page of its operation. */
const pathValues = (request: RequestView, template: string): Record<string, string> => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const pattern = new RegExp(`^/v2${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
  const found = pattern.exec(request.path) ?? [];
  return Object.fromEntries(names.map((name, at) => [`path.${name}`, decodeURIComponent(found[at + 1] ?? "")]));
};

const queryValues = (request: RequestView): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(request.query)].map(([name, value]) => [`query.${name}`, value]));

/** Sends the same again, with a token of the account's owner: the log keeps no tokens. */
const useReplay = (request: RequestView) =>
  useAction(async () => {
    const { operation } = await ask<{ readonly operation: { readonly path: string; readonly id: string } }>(
      "GET",
      `/api/operations/zoom:${request.operation}`,
    );
    await ask<CallView>("POST", "/api/calls", {
      operation: operation.id,
      account: "emulator",
      set: { ...pathValues(request, operation.path), ...queryValues(request) },
      ...(request.request.body === "" ? {} : { body: request.request.body }),
    });
    go(["emulator", "requests"]);
  });

const limit = "x-ratelimit-limit";
const left = "x-ratelimit-remaining";

const headerOf = ({ answer }: RequestView, name: string): string | undefined =>
  Object.entries(answer.headers).find(([known]) => known.toLowerCase() === name)?.[1];

const Budget = ({ request }: { readonly request: RequestView }): JSX.Element | null => {
  const [all, remaining] = [headerOf(request, limit), headerOf(request, left)];
  if (all === undefined || remaining === undefined) return null;
  const category = headerOf(request, "x-ratelimit-category") ?? "";
  const after = Number(remaining);
  const before = request.status === 429 ? after : after + 1;
  return (
    <>
      <dt>Budget</dt>
      <dd>
        {category}: {before} left before, {after} after, of {all}
      </dd>
    </>
  );
};

const Facts = ({ request }: { readonly request: RequestView }): JSX.Element => (
  <dl class="facts">
    <dt>At</dt>
    <dd>{dateTime(request.at)}</dd>
    <dt>Operation</dt>
    <dd>{request.operation === "" ? "none of Zoom's" : request.operation}</dd>
    <dt>Answered by</dt>
    <dd>
      {request.fault === null ? (
        "the emulator's rules"
      ) : (
        <a href={href(["emulator", "clock"])}>fault rule {request.fault}</a>
      )}
    </dd>
    <Budget request={request} />
    <HeaderFacts headers={Object.entries(request.answer.headers).filter(([name]) => !/^x-ratelimit/i.test(name))} />
  </dl>
);

const Body = ({ title, text }: { readonly title: string; readonly text: string }): JSX.Element => (
  <section>
    <h3>{title}</h3>
    {text === "" ? <p class="muted">Empty.</p> : <Code text={prettyJson(text)} language="json" label={title} />}
  </section>
);

/** One request, whole. */
export const RequestCard = ({ request }: { readonly request: RequestView }): JSX.Element => {
  const replay = useReplay(request);
  const isOperation = request.operation !== "" && request.operation !== "token";
  return (
    <article class="panel stack" aria-label={`Request ${request.number}`}>
      <header class="row apart">
        <h2>
          <Method method={request.method} /> <bdi>{targetOf(request)}</bdi>
        </h2>
        <Status status={request.status} lost={request.lost} />
      </header>
      {request.hint === "" ? null : (
        <p class="note warn">
          <bdi>{request.hint}</bdi>
        </p>
      )}
      {request.fault === null ? null : <Badge tone="bad">struck by a fault</Badge>}
      <Facts request={request} />
      <Body title="Request body" text={request.request.body} />
      <Body title="Answer" text={request.answer.body} />
      <p class="row">
        {isOperation ? (
          <>
            <button type="button" onClick={replay.run} disabled={replay.running.value}>
              Send again
            </button>
            <a href={href(["operation", `zoom:${request.operation}`], queryValues(request))}>
              As a program in any language
            </a>
          </>
        ) : null}
        <Copy label="Copy curl" text={() => curlOf(request)} what="of this request" />
      </p>
      <ProblemBox problem={replay.problem.value} />
      {isOperation ? <Cli>{`rollcall api call zoom:${request.operation}`}</Cli> : null}
    </article>
  );
};
