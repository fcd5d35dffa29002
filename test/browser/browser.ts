// What the journeys of the console share: a server of their own, a real Chromium, and what must hold on every page.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import axe from "axe-core";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { z } from "zod";

import { type Server, startServer } from "#server";

const executable = process.env["ROLLCALL_CHROMIUM"] ?? "/usr/bin/chromium";

/** Why the browser's tests cannot run here; false when they can. */
export const noBrowser: string | false = existsSync(executable)
  ? existsSync(join(import.meta.dirname, "../../dist/ui/index.html"))
    ? false
    : "the console is not built: npm run build"
  : "Chromium is not installed: apt-get install chromium";

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
}

/** A page that is watched: nothing may leave the machine, and nothing may be complained of. */
export interface Watched extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other machines. */
  readonly foreign: readonly string[];
  /** Errors in the console, and exceptions. */
  readonly complaints: readonly string[];
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP rebound.example 127.0.0.1",
];

/** A browser with a profile of its own. The first-visit tour is out of the way unless it is asked for. */
export const openBrowser = async (screen: Screen, { tour = false } = {}): Promise<Watched> => {
  const profile = mkdtempSync(join(tmpdir(), "rollcall-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: flags,
    viewport: { width: screen.width, height: screen.height },
    colorScheme: screen.scheme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
  if (!tour) await context.addInitScript('try { localStorage.setItem("rollcall.tour", "seen"); } catch {}');
  const [foreign, complaints]: [string[], string[]] = [[], []];
  const watch = (page: Page): void => {
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
  };
  context.on("page", watch);
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && hostname !== "localhost")
      foreign.push(request.url());
  });
  const page = context.pages()[0] ?? (await context.newPage());
  watch(page);
  page.setDefaultTimeout(90_000);
  return { page, context, foreign, complaints, [Symbol.asyncDispose]: () => context.close() };
};

export const freshServer = async (options: Partial<Parameters<typeof startServer>[0]> = {}): Promise<Server> =>
  await startServer({
    directory: join(mkdtempSync(join(tmpdir(), "rollcall-console-")), "data"),
    host: "127.0.0.1",
    port: 0,
    env: {},
    log: ({ level, fields }) => {
      if (level === "error") throw new Error(String(fields["message"]));
    },
    ...options,
  });

const findings = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** Fails on any finding of axe at the levels A and AA of WCAG 2.2. */
export const checkAccess = async ({ page }: Watched, where: string): Promise<void> => {
  // By the debugger, which the page's content policy does not bind.
  await page.evaluate(axe.source);
  const found = findings.parse(
    await page.evaluate(
      'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((result) => result.violations)',
    ),
  );
  const text = found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${where}: ${id}, ${help}: ${html.slice(0, 200)} ${failureSummary}`),
  );
  assert.deepEqual(text, []);
};

/** Nothing left the machine, and nothing was complained of. */
export const checkQuiet = ({ foreign, complaints }: Watched): void => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
};
