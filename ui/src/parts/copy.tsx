import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

interface CopyProps {
  readonly text: string | (() => string);
  readonly label?: string;
  /** What is copied, for those who cannot see it. */
  readonly what: string;
}

/** Copies a text; says so for a moment. */
export const Copy = ({ text, label = "Copy", what }: CopyProps): JSX.Element => {
  const said = useSignal("");
  const copy = (): void => {
    const value = typeof text === "string" ? text : text();
    navigator.clipboard.writeText(value).then(
      () => (said.value = "Copied"),
      () => (said.value = "Not allowed"),
    );
    setTimeout(() => (said.value = ""), 1500);
  };
  return (
    <button type="button" class="quiet small" onClick={copy} aria-label={`${label} ${what}`}>
      <span role="status">{said.value === "" ? label : said.value}</span>
    </button>
  );
};
