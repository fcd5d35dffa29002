import { presets, switchFacts } from "#emulator";

import { code, page, prose, table } from "./markdown.ts";

const cap = (seats: number | null): string => (seats === null ? "no cap" : String(seats));

const presetRows = Object.entries(presets).map(([name, { what, settings }]) => {
  const { plan, seats } = settings("acme.test");
  return [code(name), prose(what), code(plan), cap(seats.basic), cap(seats.licensed)];
});

/** docs/reference/switches.md */
export const switchesPage = (): string =>
  page(
    "# Presets and switches",
    "What kind of account the emulator plays, and what it does where Zoom's documents are silent or disagree with its traffic. Both are given when an account is made (`createEmulator({ account: { preset, switches } })`, `POST /_rollcall/accounts`) and switches can be changed while it runs (`PATCH /_rollcall/accounts/{account}`).",
    "## Presets",
    table(["preset", "what", "limits as", "Basic seats", "licences"], presetRows),
    "## Switches",
    "The first value is the default.",
    table(
      ["switch", "values", "what it decides", "why this default"],
      Object.entries(switchFacts).map(([name, { values, what, why }]) => [
        code(name),
        values.map((value) => code(value)).join(" "),
        prose(what),
        prose(why),
      ]),
    ),
  );
