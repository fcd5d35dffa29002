// The second half of the console's story, by keyboard alone: what was tried becomes a step, the step a URL, its calls runs
// that can be watched, disturbed, refused and run again.
import assert from "node:assert/strict";
import { test } from "node:test";

import type { Page } from "playwright-core";

import { checkAccess, checkQuiet, freshServer, noBrowser, openBrowser, type Screen, type Watched } from "./browser.ts";
import { checkCommands } from "./commands.ts";
import { enterOn, tabTo, typeInto } from "./keyboard.ts";

const screens: readonly Screen[] = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 375, height: 800, scheme: "dark" },
];

interface Story {
  readonly base: string;
  readonly browser: Watched;
  readonly page: Page;
}

/** What must hold wherever the story stops. */
const stop = async ({ browser, page }: Story, where: string): Promise<void> => {
  await checkAccess(browser, where);
  await checkCommands(page);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  assert.equal(overflow, 0, `${where} is wider than the screen`);
};

/** A caller that knows nothing but the URL. */
const callUrl = async (url: string, email: string): Promise<number> => {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, first_name: "Mona", last_name: "Reyes", type: 1 }),
  });
  await answer.text();
  return answer.status;
};

const openFirstRun = async (page: Page): Promise<void> => {
  const first = page.locator("main tbody a").first();
  await first.waitFor();
  await enterOn(page, new RegExp(`^${String(await first.textContent())}$`));
  await page.getByRole("heading", { level: 1, name: /^run-/ }).waitFor();
};

const runIs = async (page: Page, state: RegExp): Promise<void> => {
  await page.locator("main p[role=status] .badge", { hasText: state }).waitFor();
};

const stepIs = async (page: Page, step: string, state: string): Promise<void> => {
  await page.locator(".fall li", { hasText: step }).locator(".badge", { hasText: state }).waitFor();
};

/** Leaves the workflow's page open and gives the number of its runs. */
const openWorkflow = async ({ page, base }: Story): Promise<number> => {
  await page.goto(`${base}/#/workflows/create-user`);
  await page.getByText("run-").first().waitFor();
  return await page.locator("main tbody tr").count();
};

/** From a request that was tried to a deployed workflow; its URL. */
const addAsStep = async (story: Story): Promise<string> => {
  const { page, base } = story;
  await page.goto(`${base}/#/operation/zoom%3AuserCreate`);
  await page.getByRole("heading", { level: 1, name: "Create users" }).waitFor();
  await typeInto(page, /^email/, "ana.bello@acme.test");
  await page.keyboard.press("Control+Enter");
  await page.locator(".answer-head .badge", { hasText: "201" }).waitFor();
  await enterOn(page, /^Add as workflow step/);
  await page.getByRole("heading", { level: 1, name: "New workflow" }).waitFor();
  await page.getByText("create_user", { exact: true }).first().waitFor();
  await stop(story, "editor");
  await enterOn(page, /^Show what a deploy changes/);
  await page.getByText(/It would be version 1/).waitFor();
  await page.locator(".diff-new").first().waitFor();
  await stop(story, "diff");
  await enterOn(page, /^Deploy$/);
  await page.getByRole("heading", { level: 1, name: "create-user" }).waitFor();
  const shown = page.locator("main .row code", { hasText: "/t/" });
  await shown.waitFor();
  await page.getByText("No run yet.").waitFor();
  await stop(story, "deployed");
  const url = String(await shown.textContent()).trim();
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/t\/[\w-]{20,}$/);
  return url;
};

/** The list follows without a reload, and so does the run. */
const callOnce = async (story: Story, url: string): Promise<void> => {
  const { page } = story;
  assert.equal(await callUrl(url, "mona.reyes@acme.test"), 201);
  await openFirstRun(page);
  await runIs(page, /completed/);
  await page.getByText("Answered", { exact: true }).waitFor();
  await stop(story, "run");
};

/** Two calls are refused with 429; the run is watched while it stands still, and to its end. */
const disturb = async (story: Story, url: string): Promise<void> => {
  const { page, base } = story;
  await page.goto(`${base}/#/emulator/clock`);
  await page.getByRole("heading", { level: 1, name: "Clock and faults" }).waitFor();
  await typeInto(page, /^Operation/, "userCreate");
  await typeInto(page, /^Only the first/, "2");
  await enterOn(page, /^Inject$/);
  await page.getByText(/userCreate, the first 2/).waitFor();
  await stop(story, "fault");
  const before = await openWorkflow(story);
  const answered = callUrl(url, "idris.falk@acme.test");
  // When this test fails before it is answered, that failure is the one to be told.
  void answered.catch(() => undefined);
  await page.locator("main tbody tr").nth(before).waitFor();
  await openFirstRun(page);
  await runIs(page, /running|waiting/);
  await runIs(page, /completed/);
  assert.equal(await answered, 201);
  await page.getByText(/3 attempts · waited/).waitFor();
  await enterOn(page, /^create_user/);
  await page.getByText("Attempt 1", { exact: true }).waitFor();
  await page
    .getByText(/of which it waited/)
    .first()
    .waitFor();
  await page.locator(".exchange .badge", { hasText: "429" }).first().waitFor();
  await stop(story, "429");
};

/** The address is taken by now: the error branch answers. */
const refuse = async (story: Story, url: string): Promise<void> => {
  const { page } = story;
  const before = await openWorkflow(story);
  assert.equal(await callUrl(url, "idris.falk@acme.test"), 409);
  await page.locator("main tbody tr").nth(before).waitFor();
  await openFirstRun(page);
  await stepIs(page, "create_user", "failed");
  await stepIs(page, "taken", "completed");
  await stepIs(page, "refused", "skipped");
  await stop(story, "409");
};

/** Another address, and from that step on it goes well. */
const runAgain = async (story: Story): Promise<void> => {
  const { page, base } = story;
  await enterOn(page, /^create_user/);
  await enterOn(page, /^Run again from here/);
  await tabTo(page, /^Input of this step/);
  await page.keyboard.press("Control+A");
  await page.keyboard.type('{ "email": "lena.vogt@acme.test", "type": 1 }');
  await page.getByText(/rerun run-.* --from create_user --input/).waitFor();
  await stop(story, "edited input");
  const old = new URL(page.url()).hash;
  await enterOn(page, /^Run again from create_user/);
  await page.waitForURL(({ hash }) => hash !== old);
  await page.getByText("Again for").waitFor();
  await runIs(page, /completed/);
  await stepIs(page, "answer", "completed");
  await stop(story, "rerun");
  await page.goto(`${base}/#/emulator/users`);
  await page.locator(".vopen", { hasText: "lena.vogt@acme.test" }).waitFor();
};

for (const screen of screens)
  test(
    `add as step, deploy, call, 429, 409 and run again by keyboard at ${screen.width} px, ${screen.scheme}`,
    { skip: noBrowser },
    async () => {
      await using server = await freshServer();
      await using browser = await openBrowser(screen);
      const story = { base: server.url, browser, page: browser.page };
      const url = await addAsStep(story);
      await callOnce(story, url);
      await disturb(story, url);
      await refuse(story, url);
      await runAgain(story);
      checkQuiet(browser);
    },
  );
