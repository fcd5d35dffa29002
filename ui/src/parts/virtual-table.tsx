import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Left out where the screen is narrow. */
  readonly wide?: true;
}

interface VirtualTableProps<Row> {
  readonly label: string;
  /** Names the widths of the columns in the style sheet: `.t-users`. */
  readonly kind: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  /** Undefined for a row that is still on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** The rows that are seen; asked for when they change. */
  readonly onSee?: (from: number, to: number) => void;
  readonly onOpen?: (row: Row, index: number) => void;
  readonly chosen?: number;
}

const rowHeight = 38;
const spare = 12;

/** A table of any length: only the rows that can be seen are there. Arrows move, Enter opens. */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>): JSX.Element => {
  const { label, kind, columns, total, rowAt, onSee, onOpen, chosen } = props;
  const box = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, height: 600 });
  const first = Math.max(0, Math.floor(view.value.top / rowHeight) - spare);
  const last = Math.min(total, Math.ceil((view.value.top + view.value.height) / rowHeight) + spare);
  const look = (): void => {
    if (box.current !== null) view.value = { top: box.current.scrollTop, height: box.current.clientHeight };
  };
  useLayoutEffect(look, [total]);
  useEffect(() => {
    onSee?.(first, last);
  }, [first, last, total]);
  useEffect(() => {
    addEventListener("resize", look);
    return () => {
      removeEventListener("resize", look);
    };
  }, []);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_none, offset) => first + offset);
  return (
    <div class={`vtable t-${kind}`} role="table" aria-label={label} aria-rowcount={total + 1}>
      <div role="rowgroup">
        <div class="vrow vhead" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div key={column.label} role="columnheader" class={column.wide ? "wide-only" : ""}>
              {column.label}
            </div>
          ))}
        </div>
      </div>
      <div
        class="vbody"
        role="rowgroup"
        aria-label="Rows"
        ref={box}
        onScroll={look}
        tabIndex={0}
        onKeyDown={(event) => moveRow(event)}
      >
        <div class="vspace" role="presentation" style={{ height: `${total * rowHeight}px` }}>
          {rows.map((index) => (
            <TableRow key={index} {...{ index, columns, row: rowAt(index), onOpen, isChosen: chosen === index }} />
          ))}
        </div>
      </div>
    </div>
  );
};

/** From the list into its rows, and from row to row. */
const moveRow = (event: KeyboardEvent): void => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const { currentTarget } = event;
  if (step === 0 || !(currentTarget instanceof HTMLElement)) return;
  const buttons = [...currentTarget.querySelectorAll<HTMLElement>(".vopen")];
  if (buttons.length === 0) return;
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = at === -1 ? buttons[0] : buttons[at + step];
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

interface RowProps<Row> {
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly row: Row | undefined;
  readonly onOpen: ((row: Row, index: number) => void) | undefined;
  readonly isChosen: boolean;
}

const TableRow = <Row,>({ index, columns, row, onOpen, isChosen }: RowProps<Row>): JSX.Element => (
  <div
    class={isChosen ? "vrow chosen" : "vrow"}
    role="row"
    aria-rowindex={index + 2}
    style={{ transform: `translateY(${index * rowHeight}px)` }}
    onClick={() => {
      if (row !== undefined) onOpen?.(row, index);
    }}
  >
    {columns.map((column, at) => (
      <div key={column.label} role="cell" class={column.wide ? "wide-only" : ""}>
        {row === undefined ? (
          at === 0 ? (
            "…"
          ) : (
            ""
          )
        ) : at === 0 && onOpen !== undefined ? (
          <button type="button" class="vopen" aria-current={isChosen}>
            <bdi>{column.cell(row)}</bdi>
          </button>
        ) : (
          <bdi>{column.cell(row)}</bdi>
        )}
      </div>
    ))}
  </div>
);
