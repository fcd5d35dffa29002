import { presets, switchFacts } from "#emulator";

import { code, page, plain, prose, table } from "./markdown.ts";

const cap = (seats: number | null): string => (seats === null ? "no cap" : String(seats));

const presetRows = Object.entries(presets).map(([name, { what, settings }]) => {
  const { plan, seats } = settings("acme.test");
  return [code(name), prose(what), code(plan), cap(seats.basic), cap(seats.licensed)];
});

/** Where documents and traffic differ and no switch decides: what the emulator does, and what brings out the other. */
const withoutSwitch: readonly (readonly [point: string, here: string])[] = [
  [
    "409 for an address that no list of the account has and no call can delete",
    'The address is claimed elsewhere: `elsewhere: { "amy@acme.test": "claimed" }` of the account.',
  ],
  [
    "A user who is not there",
    '404/1001; 400/1001 from `GET /users/me/zak`; 400/1010 where `elsewhere` says that the address has another account ("free", "paid").',
  ],
  [
    "`ids` of who was added",
    "Always one text with commas; the time is `add_at` (assistants, roles) or `added_at` (groups, divisions).",
  ],
  ["Errors that are no JSON, because of quotes in their text", "Fault `invalid-json`."],
  [
    "Values that documents print wrongly",
    "Licence codes have their exact digits; `Do_No_Disturb` and `Do_Not_Disturb` are both taken; the scope is `division:wirte:admin`, as Zoom spells it.",
  ],
  [
    "HTTP 200 with an error in the body",
    "Where that alone is documented (settings and locks of a Free account), always; where both are, switch `paidOnly`.",
  ],
  ["Redirects to a regional host", "Fault `redirect`."],
  ["Sender, subject and words of mails", "Ours: see [limits](../limits.md)."],
];

/** docs/reference/switches.md */
export const switchesPage = (): string =>
  page(
    "# Presets and switches",
    "What kind of account the emulator plays, and what it does where Zoom's documents are silent or disagree with its traffic. Both are given when an account is made (`createEmulator({ account: { preset, switches } })`, `POST /_rollcall/accounts`) and switches can be changed while it runs (`PATCH /_rollcall/accounts/{account}`).",
    "## Presets",
    table(["preset", "what", "limits as", "Basic seats", "licences"], presetRows),
    "## Switches",
    "The first value is the default. Its source says how sure that is, and where the other one stands ([sources.md](sources.md)).",
    table(
      ["switch", "values", "what it decides", "why this default", "source"],
      Object.entries(switchFacts).map(([name, { values, what, why, source }]) => [
        code(name),
        values.map((value) => code(value)).join(" "),
        prose(what),
        prose(why),
        `${source.confidence}: ${plain(source.where)}`,
      ]),
    ),
    "## Without a switch",
    "The other points on which Zoom's documents and its traffic differ.",
    table(
      ["point", "here"],
      withoutSwitch.map(([point, here]) => [prose(point), prose(here)]),
    ),
  );
