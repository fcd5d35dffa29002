import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

interface CodeProps {
  readonly text: string;
  /** A language's id here (`php-curl`), or `json`. */
  readonly language: string;
  readonly label: string;
}

/** Longer texts are shown without colours: a page must not stop for them. */
const maxColoured = 60_000;
const maxShown = 400_000;

/** Program text, coloured once the highlighter has come; it is loaded when first needed. */
export const Code = ({ text, language, label }: CodeProps): JSX.Element => {
  const shown = text.length > maxShown ? `${text.slice(0, maxShown)}\n… (${text.length} characters in all)` : text;
  const coloured = useSignal<{ readonly of: string; readonly nodes: JSX.Element } | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    const colour = async (): Promise<void> => {
      const { highlight } = await import("./highlight.tsx");
      if (wanted) coloured.value = { of: `${language} ${shown}`, nodes: highlight(shown, language) };
    };
    if (shown.length <= maxColoured) void colour();
    return () => {
      wanted = false;
    };
  }, [shown, language]);
  const colours = coloured.value;
  return (
    <pre class="code" tabIndex={0} aria-label={label}>
      <code>{colours?.of === `${language} ${shown}` ? colours.nodes : shown}</code>
    </pre>
  );
};
