import { signal } from "@preact/signals";

/** Where we are: `#/emulator/inbox/abc?q=mona` is path ["emulator", "inbox", "abc"] and query q. */
export interface Place {
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const read = (): Place => {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").filter(Boolean).map(decode), query: new Map(new URLSearchParams(query)) };
};

/** The address's part after `#`: the server knows one page, so that no path of Zoom's is in the way. */
export const place = signal<Place>(read());

addEventListener("hashchange", () => {
  place.value = read();
});

export const href = (path: readonly string[], query: Readonly<Record<string, string>> = {}): string => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text === "" ? "" : `?${text}`}`;
};

export const go = (path: readonly string[], query: Readonly<Record<string, string>> = {}): void => {
  location.hash = href(path, query);
};

/** Changes the query without a new entry in the history: what was typed can be linked, and Back still goes back. */
export const setQuery = (query: Readonly<Record<string, string>>): void => {
  history.replaceState(null, "", href(place.value.path, { ...Object.fromEntries(place.value.query), ...query }));
  place.value = read();
};
