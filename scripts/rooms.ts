// The one table of who may know whom. .oxlintrc.json and the table in ARCHITECTURE.md are made from it.
import { readFileSync, writeFileSync } from "node:fs";

interface Room {
  readonly knows: readonly string[];
  /** No input or output: it must run in a browser too. */
  readonly pure?: true;
  readonly what: string;
}

const everyRoom = [
  "base",
  "system",
  "zoom",
  "emulator",
  "intercept",
  "client",
  "accounts",
  "engine",
  "roster",
  "catalog",
  "programs",
  "prover",
  "sandbox",
  "workflows",
  "steps",
  "server",
];

export const rooms: Readonly<Record<string, Room>> = {
  base: { knows: [], pure: true, what: "words every room shares: errors, clock, exchange, exact JSON, redaction" },
  system: { knows: ["base"], what: "the machine: stores (SQLite, PostgreSQL), directory lock, HTTP host, files" },
  zoom: { knows: ["base"], pure: true, what: "facts about Zoom, each with its source; no behaviour" },
  emulator: { knows: ["base", "system", "zoom"], what: "behaves as Zoom" },
  intercept: {
    knows: ["base", "system", "zoom"],
    what: "brings a program's calls to a handler: proxy, throw-away certificates, environment; records and replays them",
  },
  client: { knows: ["base", "zoom"], what: "speaks to Zoom" },
  accounts: { knows: ["base", "system", "zoom", "client"], what: "named targets, their secrets and budgets" },
  engine: { knows: ["base", "system"], what: "durable runs; knows no Zoom" },
  roster: { knows: ["base", "system", "zoom", "client", "engine"], what: "read, match, plan, apply, report" },
  catalog: {
    knows: ["base", "zoom"],
    pure: true,
    what: "Postman, OpenAPI or Zoom's facts become one model of operations",
  },
  programs: { knows: ["base", "catalog"], pure: true, what: "an operation and its values become a whole program" },
  prover: { knows: ["base", "system", "catalog", "programs"], what: "compiles and runs programs, keeps the proof" },
  sandbox: { knows: ["base", "system"], what: "runs other people's JavaScript within bounds; knows no Zoom" },
  workflows: {
    knows: ["base", "system", "engine"],
    what: "definitions, triggers, durable runs of steps; knows no Zoom",
  },
  steps: {
    knows: ["base", "system", "zoom", "client", "accounts", "catalog", "programs", "roster", "workflows", "sandbox"],
    what: "what each type of step does, the Zoom trigger, exports",
  },
  server: { knows: everyRoom.slice(0, -1), what: "one HTTP process that joins the rooms" },
  cli: { knows: everyRoom, what: "the command line" },
};

const roomWall = (room: Room, pure: boolean): object => ({
  patterns: [
    {
      group: ["#*", ...room.knows.map((known) => `!#${known}`)],
      message: "This room may not know that one: see scripts/rooms.ts.",
    },
    {
      regex: `^(\\./)?(\\.\\./)+(src/)?(${[...Object.keys(rooms), "scripts", "test", "bench", "examples"].join("|")})(/|$)`,
      message: "Leave a room only through its door: #room.",
    },
    { regex: "^rollcall(/|$)", message: "The package's own name is for its users: #room." },
    ...(pure ? [{ regex: "^node:", message: "This room is pure: no input or output." }] : []),
  ],
});

const wall = (files: string, room: Room, pure: boolean): object => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", roomWall(room, pure)] },
});

// A later override replaces a rule's options silently: all bans of a room in one override, and the walls last.
// Tests obey the same walls but may use node:test in a pure room.
const walls = Object.entries(rooms).flatMap(([name, room]) => [
  wall(`src/${name}/**/*.ts`, room, room.pure === true),
  ...(room.pure ? [wall(`src/${name}/**/*.test.ts`, room, false)] : []),
]);

/** The console speaks HTTP: of everything below src/ it may know the types of the server's contract, and no more. */
const consoleWall = {
  files: ["ui/src/**"],
  rules: {
    // Markup is long by its lines, not by what it does.
    "max-lines-per-function": ["error", { max: 90 }],
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: ["#*"], message: "The console speaks HTTP: no room's code may be in it." },
          {
            // No look-ahead in these expressions: what is not server/api is spelt out.
            regex: `^(\\./)?(\\.\\./)+(src/(${Object.keys(rooms)
              .filter((room) => room !== "server")
              .join("|")})|src/server/([^/]+$|[^a]|a[^p]|ap[^i]|api[^/])|src/[^/]+$|scripts|test|bench|examples)`,
            message: "The console knows the types of src/server/api, and nothing else of the source.",
          },
          {
            regex: "^(\\./)?(\\.\\./)+src/server/api/",
            allowTypeImports: true,
            message: "Types only: the server's code must not be bundled.",
          },
          { regex: "^node:", message: "A browser has no node:*." },
        ],
      },
    ],
  },
};

const plainJavaScript = Object.fromEntries(
  ["call", "member-access", "assignment", "argument", "return"].map((what) => [`typescript/no-unsafe-${what}`, "off"]),
);

const lintConfig = {
  $schema: "./node_modules/oxlint/configuration_schema.json",
  plugins: ["eslint", "typescript", "oxc", "import", "unicorn", "promise", "node"],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "max-lines": ["error", { max: 400 }],
    "max-lines-per-function": ["error", { max: 60 }],
    "no-console": "error",
    "typescript/no-unsafe-type-assertion": "error",
    "typescript/no-non-null-assertion": "error",
    "no-await-in-loop": "off",
    "oxc/no-map-spread": "off",
    // A worker's postMessage has no target; that is a window's.
    "unicorn/require-post-message-target-origin": "off",
    // tsc sees to returns (noImplicitReturns), and understands exhaustive switches.
    "typescript/consistent-return": "off",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": [
      "error",
      {
        allowForKnownSafeCalls: [{ from: "package", name: ["test", "it", "describe", "suite"], package: "node:test" }],
      },
    ],
    "typescript/no-misused-promises": "error",
    "typescript/await-thenable": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/no-unnecessary-condition": "error",
    "typescript/consistent-type-imports": "error",
  },
  overrides: [
    { files: ["scripts/**", "bench/**", "test/browser/screenshots.ts"], rules: { "no-console": "off" } },
    {
      files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
      rules: {
        ...plainJavaScript,
        "typescript/await-thenable": "off",
        "typescript/no-unnecessary-condition": "off",
        "no-console": "off",
      },
    },
    consoleWall,
    ...walls,
  ],
  ignorePatterns: ["dist/**", "bench/peers/**", "test/peers/**"],
};

/** The table of rooms as ARCHITECTURE.md shows it. */
const roomTable = (): string =>
  [
    "| room | what it is | may import |",
    "|---|---|---|",
    ...Object.entries(rooms).map(
      ([name, room]) =>
        `| ${name} | ${room.what} | ${room.knows.length === 0 ? "nothing" : room.knows.join(" ")}${room.pure ? " (pure)" : ""} |`,
    ),
  ].join("\n");

const between = /(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/;

if (import.meta.main) {
  const architecture = readFileSync("ARCHITECTURE.md", "utf8");
  const wanted = {
    ".oxlintrc.json": `${JSON.stringify(lintConfig, null, 2)}\n`,
    "ARCHITECTURE.md": architecture.replace(between, (_all, open: string, close: string) => open + roomTable() + close),
  };
  for (const [file, text] of Object.entries(wanted)) {
    if (process.argv[2] !== "--check") writeFileSync(file, text);
    else if (readFileSync(file, "utf8") !== text) {
      console.error(`${file} is out of date: run npm run gen`);
      process.exitCode = 1;
    }
  }
}
