import { signal } from "@preact/signals";
import type { JSX } from "preact";

import { Dialog } from "../parts/dialog.tsx";

export const help = signal(false);

const keys: readonly (readonly [string, string])[] = [
  ["/", "search on this page, or in the catalog"],
  ["`", "open or close the drawer"],
  ["?", "this list"],
  ["Ctrl Enter", "send the test request"],
  ["↑ ↓ Enter", "move in a list, open a row"],
  ["← →", "move between tabs"],
  ["Esc", "close what is open"],
];

export const Help = (): JSX.Element | null =>
  help.value ? (
    <Dialog
      title="Keys"
      close={() => {
        help.value = false;
      }}
    >
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">Single keys can be turned off in Settings.</p>
    </Dialog>
  ) : null;
