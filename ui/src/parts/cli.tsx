import type { JSX } from "preact";

import { Copy } from "./copy.tsx";

/** The command that does the same as the page does here. */
export const Cli = ({ children }: { readonly children: string }): JSX.Element => (
  <div class="cli">
    <span class="cli-mark" aria-hidden="true">
      $
    </span>
    <code aria-label="The same from a terminal">{children}</code>
    <Copy text={children} what="this command" />
  </div>
);
