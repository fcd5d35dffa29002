import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { tour } from "../preferences.ts";
import { go } from "../router.ts";

const stops = [
  {
    title: "Create a user",
    text: "Every operation of Zoom's user API is here. Try Create users against the account on this machine: nobody is invited.",
    button: "Show me",
    to: ["operation", "zoom:userCreate"],
  },
  {
    title: "See the mail",
    text: "What Zoom would have sent lies in the inbox. One click activates the user.",
    button: "To the inbox",
    to: ["emulator", "inbox"],
  },
  {
    title: "See what was asked",
    text: "Every request with its answer, the limit it used and, in plain words, what was wrong with it.",
    button: "To the requests",
    to: ["emulator", "requests"],
  },
] as const;

/** Three clicks for the first visit. */
export const Tour = (): JSX.Element | null => {
  const at = useSignal(0);
  const stop = stops[at.value];
  if (tour.value !== "new" || stop === undefined) return null;
  const next = (): void => {
    go(stop.to);
    if (at.value === stops.length - 1) tour.value = "seen";
    else at.value += 1;
  };
  return (
    <aside class="tour" aria-label="First steps">
      <p class="muted">
        {at.value + 1} of {stops.length}
      </p>
      <h2>{stop.title}</h2>
      <p>{stop.text}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={next}>
          {stop.button}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            tour.value = "seen";
          }}
        >
          No, thanks
        </button>
      </div>
    </aside>
  );
};
