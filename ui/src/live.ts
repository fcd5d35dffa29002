import { type Signal, signal } from "@preact/signals";

/** Whether changes arrive by themselves right now. */
export const isLive = signal(false);

const versions = new Map<string, Signal<number>>();

/** Goes up whenever something of this kind has changed on the server. */
export const version = (kind: string): Signal<number> => {
  const known = versions.get(kind) ?? signal(0);
  versions.set(kind, known);
  return known;
};

/** Has everything that shows these kinds look again. */
export const bump = (kinds: Iterable<string>): void => {
  for (const kind of kinds) version(kind).value += 1;
};

interface Change {
  readonly kinds: readonly string[];
  readonly everything: boolean;
}

const isChange = (value: unknown): value is Change =>
  typeof value === "object" && value !== null && "kinds" in value && Array.isArray(value.kinds);

let [source, lastId]: [EventSource | undefined, string] = [undefined, ""];
let retry: ReturnType<typeof setTimeout> | undefined;

const onChange = (event: MessageEvent<string>): void => {
  lastId = event.lastEventId;
  isLive.value = true;
  const change: unknown = JSON.parse(event.data);
  if (!isChange(change)) return;
  bump(change.everything ? versions.keys() : change.kinds);
};

const close = (): void => {
  source?.close();
  source = undefined;
  clearTimeout(retry);
};

const open = (): void => {
  close();
  source = new EventSource(lastId === "" ? "/api/events" : `/api/events?after=${encodeURIComponent(lastId)}`);
  source.addEventListener("change", onChange);
  source.addEventListener("error", () => {
    isLive.value = false;
    // A browser gives up on a refused connection, or waits long: we ask again ourselves, after the last message seen.
    close();
    retry = setTimeout(open, 1000);
  });
};

/**
 * Listens for changes while the page is seen. A hidden tab lets its connection go (a browser has six for one server) and
 * asks for what it missed when it is seen again.
 */
export const listen = (): void => {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else open();
  });
  if (!document.hidden) open();
};

/** After a login: the connection that was refused is made anew. */
export const listenAgain = (): void => {
  open();
};
