import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { get, pathOf } from "../api.ts";
import type { ApiView, OperationRow, SearchView } from "../contract.ts";
import { plural, shellWord } from "../format.ts";
import { Badge, Method } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useResource } from "../resource.ts";
import { href, place, setQuery } from "../router.ts";
import { ImportPanel } from "./import-panel.tsx";

const Row = ({ row }: { readonly row: OperationRow }): JSX.Element => (
  <li>
    <a href={href(["operation", row.id])}>
      <Method method={row.method} />
      <span class="name">
        <bdi>{row.name}</bdi>
      </span>
      <span class="path">
        <bdi>{row.path}</bdi>
      </span>
      {row.label === "" ? null : <Badge tone="plain">{row.label}</Badge>}
    </a>
  </li>
);

/** Found operations stand by how well they match; all of them by folder. */
const Results = ({ found, isSearch }: { readonly found: SearchView; readonly isSearch: boolean }): JSX.Element => {
  if (isSearch)
    return (
      <ul class="op-list" aria-label="Found operations">
        {found.operations.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
    );
  const folders = new Map<string, OperationRow[]>();
  for (const row of found.operations) {
    const name = row.folder === "" ? "Other" : row.folder;
    folders.set(name, [...(folders.get(name) ?? []), row]);
  }
  return (
    <>
      {[...folders]
        .toSorted(([one], [other]) => Number(other === "Users") - Number(one === "Users"))
        .map(([name, rows]) => (
          <section key={name}>
            <h2 class="folder-title">
              <bdi>{name}</bdi>
            </h2>
            <ul class="op-list">
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
};

/** Enter opens the best match. */
const open = (event: Event): void => {
  event.preventDefault();
  document.querySelector<HTMLAnchorElement>(".op-list a")?.click();
};

interface SearchProps {
  readonly apis: readonly ApiView[];
  readonly q: string;
  readonly api: string;
}

const SearchForm = ({ apis, q, api }: SearchProps): JSX.Element => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  return (
    <form class="filters" role="search" onSubmit={open}>
      <label class="grow">
        <span class="visually-hidden">Search operations</span>
        <input
          ref={input}
          class="search-big"
          type="search"
          placeholder="Name, path, field or error code: try 1005"
          value={q}
          onInput={({ currentTarget }) => {
            setQuery({ q: currentTarget.value });
          }}
        />
      </label>
      <label>
        <span class="visually-hidden">API</span>
        <select
          class="search-big"
          value={api}
          onChange={({ currentTarget }) => {
            setQuery({ api: currentTarget.value });
          }}
        >
          <option value="">All APIs</option>
          {apis.map((one) => (
            <option key={one.api} value={one.api}>
              {one.title} ({one.operations})
            </option>
          ))}
        </select>
      </label>
    </form>
  );
};

const cliOf = (q: string, api: string): string =>
  [
    "rollcall api",
    q === "" ? "list" : `search ${shellWord(q)}`,
    ...(api === "" ? [] : [`--api ${shellWord(api)}`]),
  ].join(" ");

/** `/`: find an operation; bring more of them. */
export const CatalogPage = (): JSX.Element => {
  const q = place.value.query.get("q") ?? "";
  const api = place.value.query.get("api") ?? "";
  const importing = useSignal(false);
  const apis = useResource(() => get<readonly ApiView[]>("/api/apis"), ["api"]);
  const found = useResource(
    () => get<SearchView>(pathOf("/api/operations", { q, api, limit: 1000 })),
    ["api"],
    `${q} ${api}`,
  );
  const data = found.data.value;
  return (
    <Page
      title="Catalog"
      lead="Every operation of Zoom's user API, and of the APIs that you import: reference, test request, and a whole program in your language."
      actions={
        <button
          type="button"
          aria-expanded={importing.value}
          onClick={() => {
            importing.value = !importing.value;
          }}
        >
          Import an API
        </button>
      }
    >
      {importing.value ? <ImportPanel apis={apis.data.value ?? []} /> : null}
      <SearchForm apis={apis.data.value ?? []} q={q} api={api} />
      <ProblemBox problem={found.problem.value ?? apis.problem.value} />
      <p class="muted small-text" role="status">
        {data === undefined ? "" : plural(data.total, "operation")}
      </p>
      {data === undefined ? null : data.total === 0 ? (
        <Empty title="Nothing found.">
          Search by another word, or <a href="#/">see all operations</a>.
        </Empty>
      ) : (
        <Results found={data} isSearch={q !== ""} />
      )}
      <Cli>{cliOf(q, api)}</Cli>
    </Page>
  );
};
