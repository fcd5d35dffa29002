import { effect, type Signal, signal } from "@preact/signals";

const read = (name: string): string => {
  try {
    return localStorage.getItem(`rollcall.${name}`) ?? "";
  } catch {
    return "";
  }
};

/** A choice that this browser remembers; without storage it lasts as long as the page. */
const remembered = (name: string, otherwise: string): Signal<string> => {
  const chosen = signal(read(name) || otherwise);
  effect(() => {
    try {
      localStorage.setItem(`rollcall.${name}`, chosen.value);
    } catch {
      // Private windows may have no storage.
    }
  });
  return chosen;
};

export const language = remembered("language", "curl");
/** `auto` follows the system. */
export const theme = remembered("theme", "auto");
/** `on` or `off`: keys such as / and ` outside of fields. */
export const shortcuts = remembered("shortcuts", "on");
/** `new` until the tour was taken or left. */
export const tour = remembered("tour", "new");

effect(() => {
  if (theme.value === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});
