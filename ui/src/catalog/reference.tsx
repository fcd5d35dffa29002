import type { JSX } from "preact";

import type { OperationView } from "../contract.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";

type Section = OperationView["sections"][number];

/** Sections of which one needs little at first sight. */
const closed = /^(?:Answer|Error codes|Mended)/;

const Row = ({ cells }: { readonly cells: readonly string[] }): JSX.Element => {
  const [name = "", type = "", required = "", ...notes] = cells;
  if (cells.length === 1)
    return (
      <li class="ref-row">
        <bdi>{name}</bdi>
      </li>
    );
  return (
    <li class="ref-row">
      <code>
        <bdi>{name}</bdi>
      </code>{" "}
      <span class="type">
        <bdi>{type}</bdi>
      </span>{" "}
      {required === "required" ? <span class="required">required</span> : <bdi>{required}</bdi>}
      {notes.join(" ") === "" ? null : (
        <p>
          <bdi>{notes.join(" ")}</bdi>
        </p>
      )}
    </li>
  );
};

const Rows = ({ section }: { readonly section: Section }): JSX.Element => (
  <ul>
    {section.rows.map((cells, at) => (
      <Row key={`${at} ${cells[0] ?? ""}`} cells={cells} />
    ))}
  </ul>
);

/** Prerequisites, servers, headers, parameters, fields, answers and error codes: what `rollcall api show` prints. */
export const Reference = ({ view }: { readonly view: OperationView }): JSX.Element => {
  const { operation, sections } = view;
  return (
    <section class="reference" aria-label="Reference">
      {operation.description === undefined ? null : (
        <p>
          <bdi>{operation.description}</bdi>
        </p>
      )}
      {operation.rateLabel === undefined ? null : (
        <p>
          <Badge tone="info">{operation.rateLabel}</Badge> <span class="muted">rate-limit label</span>
        </p>
      )}
      {sections
        .filter(({ title }) => title !== "Rate limit")
        .map((section) =>
          closed.test(section.title) ? (
            <details key={section.title} class="ref-row">
              <summary>
                {section.title} <span class="muted">({section.rows.length})</span>
              </summary>
              <Rows section={section} />
            </details>
          ) : (
            <div key={section.title}>
              <h2>{section.title}</h2>
              <Rows section={section} />
            </div>
          ),
        )}
      <Cli>{`rollcall api show ${operation.id}`}</Cli>
      <p class="muted small-text">
        As OpenAPI with samples:{" "}
        <a href={`/openapi/${encodeURIComponent(operation.api)}.json`}>/openapi/{operation.api}.json</a>
      </p>
    </section>
  );
};
