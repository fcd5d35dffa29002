import type { JSX } from "preact";

const paths = {
  catalog: "M4 5h16M4 12h16M4 19h10",
  users: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2 21c0-4 3-6 7-6s7 2 7 6M17 4a4 4 0 0 1 0 7M19 15c2 1 3 3 3 6",
  inbox: "M3 13l3-8h12l3 8v6H3v-6Zm0 0h5l1 3h6l1-3h5",
  requests: "M4 7h13l-3-3M20 17H7l3 3",
  webhooks: "M12 3a5 5 0 0 1 4 8l3 5M12 8l-4 8M5 13a5 5 0 1 0 6 7h6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  account: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  roster: "M4 4h16v16H4zM4 10h16M10 4v16",
  workflows: "M6 3v6M6 9h12v5M6 9v12M6 21h0M18 14v7",
  templates: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  runs: "M5 4l14 8-14 8z",
  credentials: "M8 14a4 4 0 1 1 3.5-6H21v4h-3v3h-3v-3h-3.5A4 4 0 0 1 8 14Z",
  settings: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 2v4M12 18v4M2 12h4M18 12h4M5 5l3 3M16 16l3 3M5 19l3-3M16 8l3-3",
  menu: "M4 6h16M4 12h16M4 18h16",
  close: "M6 6l12 12M18 6L6 18",
  drawer: "M4 4h16v16H4zM4 14h16",
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside a text that says the same. */
export const Icon = ({ name }: { readonly name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
