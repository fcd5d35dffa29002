import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { get } from "../api.ts";
import type { ClockView, MailView, RequestView } from "../emulator/views.ts";
import { clockTime, dateTime } from "../format.ts";
import { Method, Status } from "../parts/badge.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useResource } from "../resource.ts";
import { href } from "../router.ts";
import { drawer } from "./drawer-state.ts";

const shown = 30;

const Requests = (): JSX.Element => {
  const { data } = useResource(() => get<readonly RequestView[]>(`/_rollcall/requests?limit=${shown}`), ["request"]);
  const rows = data.value ?? [];
  if (rows.length === 0) return <p class="muted">No request yet.</p>;
  return (
    <ol class="lines">
      {rows.map(({ number, at, method, path, status, lost, hint }) => (
        <li key={number}>
          <span class="muted">{clockTime(at)}</span> <Status status={status} lost={lost} /> <Method method={method} />{" "}
          <a href={href(["emulator", "requests", String(number)])}>
            <bdi>{path}</bdi>
          </a>{" "}
          <span class="muted">{hint}</span>
        </li>
      ))}
    </ol>
  );
};

const Mails = (): JSX.Element => {
  const { data } = useResource(
    () => get<{ readonly mails: readonly MailView[] }>(`/_rollcall/inbox?limit=${shown}`),
    ["mail"],
  );
  const mails = data.value?.mails ?? [];
  if (mails.length === 0) return <p class="muted">No mail yet.</p>;
  return (
    <ol class="lines">
      {mails.map(({ id, at, to, subject }) => (
        <li key={id}>
          <span class="muted">{clockTime(at)}</span> <bdi>{to}</bdi>{" "}
          <a href={href(["emulator", "inbox", id])}>
            <bdi>{subject}</bdi>
          </a>
        </li>
      ))}
    </ol>
  );
};

const Clock = (): JSX.Element => {
  const { data } = useResource(() => get<ClockView>("/_rollcall/clock"), ["clock", "fault"]);
  const clock = data.value;
  return (
    <p>
      {clock === undefined
        ? "…"
        : `The emulator's clock says ${dateTime(clock.now)}${clock.frozen ? ", and stands still" : ""}.`}{" "}
      <a href={href(["emulator", "clock"])}>Clock and faults</a>
    </p>
  );
};

const panels: Readonly<Record<string, () => JSX.Element>> = { requests: Requests, inbox: Mails, clock: Clock };
const tabs = [
  { id: "requests", label: "Requests" },
  { id: "inbox", label: "Inbox" },
  { id: "clock", label: "Clock" },
];

const Resize = ({ height }: { readonly height: Signal<number> }): JSX.Element => (
  <label class="resize">
    Height
    <input
      type="range"
      min={160}
      max={640}
      step={40}
      value={height.value}
      onInput={({ currentTarget }) => {
        height.value = Number(currentTarget.value);
      }}
    />
  </label>
);

/** What happens, on every page: opened and closed by a key. */
export const Drawer = (): JSX.Element | null => {
  const height = useSignal(240);
  const Panel = panels[drawer.value];
  if (Panel === undefined) return null;
  return (
    <aside class="drawer" aria-label="What happens" style={{ height: `${height.value}px` }}>
      <Resize height={height} />
      <button
        type="button"
        class="quiet small drawer-close"
        onClick={() => {
          drawer.value = "";
        }}
      >
        Close drawer
      </button>
      <Tabs
        label="Drawer"
        tabs={tabs}
        chosen={drawer.value}
        choose={(id) => {
          drawer.value = id;
        }}
      >
        <Panel />
      </Tabs>
    </aside>
  );
};
