import { useEffect } from "preact/hooks";

import { shortcuts } from "../preferences.ts";
import { go, place } from "../router.ts";
import { drawer } from "./drawer-state.ts";
import { help } from "./help.tsx";

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The page's own search, or the catalog's. */
const focusSearch = (): void => {
  const search = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (search !== null) search.focus();
  else if (place.value.path.length > 0) go([]);
};

const actions: Readonly<Record<string, () => void>> = {
  "/": focusSearch,
  "?": () => {
    help.value = !help.value;
  },
  "`": () => {
    drawer.value = drawer.value === "" ? "requests" : "";
  },
};

const onKey = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    drawer.value = "";
    return;
  }
  if (shortcuts.value !== "on" || isTyping(event)) return;
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
  if (action === undefined) return;
  event.preventDefault();
  action();
};

/** Keys of the whole page; Settings turns them off. */
export const useKeys = (): void => {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
    };
  }, []);
};
