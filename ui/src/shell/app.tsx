import { useSignal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { get, needsLogin } from "../api.ts";
import type { SettingsView } from "../contract.ts";
import { Empty, Page } from "../parts/page.tsx";
import { hasWorkflows, type PageRoute, routeOf } from "../routes.ts";
import { place } from "../router.ts";
import { Drawer } from "./drawer.tsx";
import { Help } from "./help.tsx";
import { useKeys } from "./keys.ts";
import { Login } from "./login.tsx";
import { Navigation } from "./navigation.tsx";
import { Tour } from "./tour.tsx";

const Missing = (): JSX.Element => (
  <Page title="Not found">
    <Empty title="There is no such page.">
      <a href="#/">Go to the catalog</a>
    </Empty>
  </Page>
);

const loaded = new Map<PageRoute, FunctionComponent>();

/** The page of the address; its code is loaded when somebody first goes there. */
const Content = (): JSX.Element => {
  const route = routeOf(place.value.path);
  const ready = useSignal(0);
  const failed = useSignal("");
  const previous = useRef(route);
  useEffect(() => {
    const load = async (wanted: PageRoute): Promise<void> => {
      try {
        loaded.set(wanted, await wanted.load());
        ready.value += 1;
      } catch {
        failed.value = "This page could not be loaded: was Rollcall updated? Load the console anew.";
      }
    };
    if (route !== undefined && !loaded.has(route)) void load(route);
  }, [route]);
  const isReady = ready.value >= 0 && route !== undefined && loaded.has(route);
  // Before anything is painted: a key pressed at once must not find the focus elsewhere.
  useLayoutEffect(() => {
    // Whoever reads with their ears hears where they have come to; not on the first page.
    if (isReady && previous.current !== route) document.querySelector<HTMLElement>("main h1")?.focus();
    if (isReady) previous.current = route;
  }, [route, isReady]);
  if (route === undefined) return <Missing />;
  const Loaded = loaded.get(route);
  if (Loaded !== undefined) return <Loaded />;
  return <p class="page loading">{failed.value === "" ? "…" : failed.value}</p>;
};

/** Asks once whether there are workflows here. */
const findWorkflows = async (): Promise<void> => {
  const { features } = await get<SettingsView>("/api/settings");
  hasWorkflows.value = features.includes("workflows");
};

export const App = (): JSX.Element => {
  useKeys();
  const isLoggedOut = needsLogin.value;
  useEffect(() => {
    // Without an answer there is no page of workflows; the page says by itself what is wrong.
    if (!isLoggedOut) void findWorkflows().catch(() => undefined);
  }, [isLoggedOut]);
  if (isLoggedOut) return <Login />;
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skip}>
        Skip to content
      </a>
      <Navigation />
      <main id="main" tabIndex={-1}>
        <Content />
      </main>
      <Drawer />
      <Tour />
      <Help />
    </div>
  );
};

/** The address is ours: the link must not change it. */
const skip = (event: Event): void => {
  event.preventDefault();
  document.getElementById("main")?.focus();
};
