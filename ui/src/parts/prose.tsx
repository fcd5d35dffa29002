import type { JSX } from "preact";

/** A sentence of ours in which `names` stand between backticks, as the documents have them. */
export const Prose = ({ text }: { readonly text: string }): JSX.Element => (
  <>{text.split("`").map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>
);
