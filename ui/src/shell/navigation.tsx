import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { isLive } from "../live.ts";
import { Icon } from "../parts/icons.tsx";
import { type PageRoute, routeOf, shownRoutes } from "../routes.ts";
import { href, place } from "../router.ts";
import { drawer } from "./drawer-state.ts";
import { help } from "./help.tsx";

const groups = ["APIs", "Emulator", "People", "Automation", "Rollcall"] as const;

const Item = ({ route, current }: { readonly route: PageRoute; readonly current: boolean }): JSX.Element => (
  <li>
    <a href={href(route.path)} aria-current={current ? "page" : undefined}>
      <Icon name={route.icon} />
      {route.title}
    </a>
  </li>
);

const Live = (): JSX.Element => (
  <p class="live" role="status">
    <span class={isLive.value ? "dot on" : "dot"} aria-hidden="true" />
    {isLive.value ? "Live" : "Connecting…"}
  </p>
);

const Foot = (): JSX.Element => (
  <div class="nav-foot">
    <Live />
    <button
      type="button"
      class="quiet small"
      onClick={() => {
        drawer.value = drawer.value === "" ? "requests" : "";
      }}
    >
      Drawer <kbd>`</kbd>
    </button>
    <button
      type="button"
      class="quiet small"
      onClick={() => {
        help.value = true;
      }}
    >
      Keys <kbd>?</kbd>
    </button>
  </div>
);

export const Navigation = (): JSX.Element => {
  const open = useSignal(false);
  const current = routeOf(place.value.path);
  useEffect(() => {
    open.value = false;
  }, [place.value]);
  return (
    <header class="side">
      <div class="brand">
        <a href="#/" aria-label="Rollcall, to the catalog">
          <span class="mark" aria-hidden="true" />
          Rollcall
        </a>
        <button
          type="button"
          class="quiet menu"
          aria-expanded={open.value}
          aria-controls="nav"
          onClick={() => {
            open.value = !open.value;
          }}
        >
          <Icon name="menu" /> Menu
        </button>
      </div>
      <nav id="nav" aria-label="Pages" class={open.value ? "open" : ""}>
        {groups.map((group) => {
          const inGroup = shownRoutes().filter((route) => route.group === group);
          return inGroup.length === 0 ? null : (
            <section key={group}>
              <h2>{group}</h2>
              <ul>
                {inGroup.map((route) => (
                  <Item
                    key={route.title}
                    route={route}
                    current={route === current || (route.path.length === 0 && current?.title === "Operation")}
                  />
                ))}
              </ul>
            </section>
          );
        })}
        <Foot />
      </nav>
    </header>
  );
};
