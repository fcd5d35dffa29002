import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import { clockTime, curlOf, plural } from "../format.ts";
import { Method, Status } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href, place, setQuery } from "../router.ts";
import { RequestCard } from "./request-card.tsx";
import { RequestsChart } from "./requests-chart.tsx";
import type { RequestView } from "./views.ts";

/** All that the emulator remembers unless told otherwise. */
const remembered = 100_000;

const columns: readonly Column<RequestView>[] = [
  {
    label: "Request",
    cell: ({ method, path, query }) => (
      <>
        <Method method={method} /> {path}
        {query === "" ? "" : `?${query}`}
      </>
    ),
  },
  { label: "Status", cell: ({ status, lost }) => <Status status={status} lost={lost} /> },
  { label: "In plain words", cell: ({ hint }) => hint, wide: true },
  { label: "At", cell: ({ at }) => clockTime(at), wide: true },
];

const groups: Readonly<Record<string, (request: RequestView) => boolean>> = {
  "": () => true,
  "2xx": ({ status }) => status >= 200 && status < 300,
  "4xx": ({ status }) => status >= 400 && status < 500,
  "429": ({ status }) => status === 429,
  "5xx": ({ status }) => status >= 500,
  lost: ({ lost }) => lost,
};

const fits = (request: RequestView, q: string): boolean =>
  `${request.method} ${request.path}?${request.query} ${request.operation} ${request.hint} ${request.request.body} ${request.answer.body}`
    .toLowerCase()
    .includes(q.toLowerCase());

const Filters = ({ q, group }: { readonly q: string; readonly group: string }): JSX.Element => (
  <div class="filters">
    <label class="grow">
      Search
      <input
        type="search"
        value={q}
        placeholder="Path, body, error code, words"
        onInput={({ currentTarget }) => {
          setQuery({ q: currentTarget.value });
        }}
      />
    </label>
    <label>
      Status
      <select
        value={group}
        onChange={({ currentTarget }) => {
          setQuery({ status: currentTarget.value });
        }}
      >
        {Object.keys(groups).map((name) => (
          <option key={name} value={name}>
            {name === "" ? "Any" : name}
          </option>
        ))}
      </select>
    </label>
  </div>
);

/** What was there when the list was stopped. */
const usePause = (now: readonly RequestView[]) => {
  const held = useSignal<readonly RequestView[] | undefined>(undefined);
  return {
    shown: held.value ?? now,
    isPaused: held.value !== undefined,
    missed: held.value === undefined ? 0 : (now[0]?.number ?? 0) - (held.value[0]?.number ?? 0),
    toggle: (): void => {
      held.value = held.value === undefined ? now : undefined;
    },
  };
};

const List = ({
  rows,
  chosen,
  filters,
}: {
  readonly rows: readonly RequestView[];
  readonly chosen: string;
  readonly filters: Readonly<Record<string, string>>;
}): JSX.Element => (
  <VirtualTable
    label="Requests"
    kind="requests"
    columns={columns}
    total={rows.length}
    rowAt={(index) => rows[index]}
    chosen={rows.findIndex(({ number }) => String(number) === chosen)}
    onOpen={({ number }) => {
      go(["emulator", "requests", String(number)], filters);
    }}
  />
);

/** Every call of Zoom's API that was answered, newest first. */
export const RequestsPage = (): JSX.Element => {
  const { path, query } = place.value;
  const [q, group, chosen] = [query.get("q") ?? "", query.get("status") ?? "", path[2] ?? ""];
  const all = useResource(
    () => get<readonly RequestView[]>(pathOf("/_rollcall/requests", { limit: remembered })),
    ["request"],
  );
  const { shown, isPaused, missed, toggle } = usePause(all.data.value ?? []);
  const rows = shown.filter((request) => (groups[group]?.(request) ?? true) && (q === "" || fits(request, q)));
  const clear = useAction(async () => {
    await ask("DELETE", "/_rollcall/requests");
    go(["emulator", "requests"]);
  });
  const open = shown.find(({ number }) => String(number) === chosen);
  return (
    <Page
      wide
      title="Requests"
      lead={`${plural(rows.length, "request")}, newest first; secrets are masked.`}
      actions={
        <>
          <button type="button" aria-pressed={isPaused} onClick={toggle}>
            {isPaused ? `Go on${missed > 0 ? ` (${missed} new)` : ""}` : "Pause"}
          </button>
          <button type="button" onClick={clear.run}>
            Empty the log
          </button>
        </>
      }
    >
      <ProblemBox problem={all.problem.value ?? clear.problem.value} />
      <Filters q={q} group={group} />
      <RequestsChart requests={rows} />
      {all.data.value !== undefined && rows.length === 0 ? (
        <Empty title={shown.length === 0 ? "No request yet." : "No request fits."}>
          Send one from an <a href={href(["operation", "zoom:users"])}>operation's page</a>, or run your program with{" "}
          <code>API_BASE_URL={location.origin}/v2</code>.
        </Empty>
      ) : (
        <div class={open === undefined ? "stack requests" : "split requests"}>
          <List rows={rows} chosen={chosen} filters={{ q, status: group }} />
          {open === undefined ? null : <RequestCard key={open.number} request={open} />}
        </div>
      )}
      <Cli>{curlOf("GET", "/_rollcall/requests?limit=20")}</Cli>
    </Page>
  );
};
