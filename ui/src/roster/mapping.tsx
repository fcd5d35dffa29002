import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

import { get } from "../api.ts";
import type { PlanView } from "../contract.ts";
import { useResource } from "../resource.ts";

interface MappingProps {
  readonly plan: PlanView;
  readonly map: Signal<Readonly<Record<string, string>>>;
  readonly replan: () => void;
}

const delimiters: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

/** How the file was read, and which column was taken for what; a correction plans anew. */
export const Mapping = ({ plan, map, replan }: MappingProps): JSX.Element => {
  const fields = useResource(() => get<readonly string[]>("/api/fields"), []);
  const { source } = plan;
  const columns = [...source.mapping, ...source.unmapped.map((column) => ({ column, field: "ignore" }))];
  return (
    <details class="panel">
      <summary>
        Read as {source.dialect}, {source.encoding}, separated by {delimiters[source.delimiter] ?? source.delimiter}:{" "}
        {source.mapping.length} columns used, {source.unmapped.length} left out
      </summary>
      <div class="grid-2" style={{ marginTop: "12px" }}>
        {columns.map(({ column, field }) => (
          <label key={column}>
            <bdi>{column}</bdi>
            <select
              value={field}
              onChange={({ currentTarget }) => {
                map.value = { ...map.value, [column]: currentTarget.value };
                replan();
              }}
            >
              {[...new Set(["ignore", field, ...(fields.data.value ?? [])])].map((one) => (
                <option key={one} value={one}>
                  {one === "ignore" ? "left out" : one}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </details>
  );
};
