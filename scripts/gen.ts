// npm run gen: writes everything in the documents that is made from the code. --check only says what is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { cliPage } from "./pages/cli.ts";
import { controlPlanePage } from "./pages/control-plane.ts";
import { errorsPage } from "./pages/errors.ts";
import { languagesPage } from "./pages/languages.ts";
import { limitsPage } from "./pages/limits.ts";
import { operationsPage } from "./pages/operations.ts";
import { settingsPage } from "./pages/settings.ts";
import { sourcesPage } from "./pages/sources.ts";
import { stepsPage } from "./pages/steps.ts";
import { supportedLine, supportedPage } from "./pages/supported.ts";
import { switchesPage } from "./pages/switches.ts";
import { toolchainsScript } from "./pages/toolchains.ts";
import { zoomErrorsPage } from "./pages/zoom-errors.ts";

/** README.md with its line on what is emulated brought up to date. */
const readme = (): string =>
  readFileSync("README.md", "utf8").replace(
    /(<!-- supported -->\n)[\s\S]*?(\n<!-- \/supported -->)/,
    (_all, open: string, close: string) => open + supportedLine() + close,
  );

const pages: Readonly<Record<string, string>> = {
  "README.md": readme(),
  "SUPPORTED.md": supportedPage(),
  "docs/limits.md": limitsPage(),
  "docs/reference/cli.md": await cliPage(),
  "docs/reference/control-plane.md": controlPlanePage(),
  "docs/reference/errors.md": errorsPage(),
  "docs/reference/languages.md": languagesPage(),
  "docs/reference/operations.md": operationsPage(),
  "docs/reference/settings.md": settingsPage(),
  "docs/reference/sources.md": await sourcesPage(),
  "docs/reference/steps.md": stepsPage(),
  "docs/reference/switches.md": switchesPage(),
  "docs/reference/zoom-errors.md": zoomErrorsPage(),
  "scripts/toolchains.sh": toolchainsScript(),
};

const check = process.argv.includes("--check");
for (const [file, text] of Object.entries(pages)) {
  const current = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (current === text) continue;
  if (check) {
    console.error(`${file} is out of date: run npm run gen`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
