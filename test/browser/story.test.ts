// The console's story in a real Chromium by keyboard alone, looked at by axe at each stop.
import assert from "node:assert/strict";
import { test } from "node:test";

import { checkCommands } from "./commands.ts";
import { tabTo } from "./keyboard.ts";
import { checkAccess, checkQuiet, freshServer, noBrowser, openBrowser, type Screen } from "./browser.ts";

const screens: readonly Screen[] = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 375, height: 800, scheme: "dark" },
  { width: 1440, height: 900, scheme: "dark" },
  { width: 375, height: 800, scheme: "light" },
];

for (const screen of screens.slice(0, 2))
  test(
    `search, test request, inbox, activation, 429 and 409 by keyboard at ${screen.width} px, ${screen.scheme}`,
    { skip: noBrowser },
    async () => {
      await using server = await freshServer();
      await using browser = await openBrowser(screen);
      const { page } = browser;
      await page.goto(server.url);
      // The search has the focus: type, and Enter opens the best match.
      await page.locator(".op-list a").first().waitFor();
      await checkAccess(browser, "catalog");
      await page.keyboard.type("1005");
      await page.locator(".op-list .name", { hasText: "Create users" }).waitFor();
      await page.getByText("operations").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Create users" }).waitFor();
      await page.getByText("executed").first().waitFor();
      await checkAccess(browser, "operation");
      await tabTo(page, /^email/);
      await page.keyboard.press("Control+A");
      await page.keyboard.type("mona.reyes@acme.test");
      await page
        .getByLabel(/^Program/)
        .filter({ hasText: "mona.reyes@acme.test" })
        .first()
        .waitFor();
      await page.keyboard.press("Control+Enter");
      await page.locator(".answer-head .badge", { hasText: "201" }).waitFor();
      await page.getByText("as documented").waitFor();
      await checkAccess(browser, "answer");
      await tabTo(page, /^See the mail in the inbox/);
      await page.keyboard.press("Enter");
      await page.locator(".vopen", { hasText: "mona.reyes@acme.test" }).waitFor();
      await tabTo(page, /^mona\.reyes/);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Activate user" }).waitFor();
      await checkAccess(browser, "mail");
      await tabTo(page, /^Activate user/);
      await page.keyboard.press("Enter");
      await page.getByText("is active.").waitFor();
      await page.goBack();
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Create users" }).waitFor();
      await tabTo(page, /^Example(?! answer)/);
      await page.keyboard.type("429");
      await page.getByText("example, not sent yet").waitFor();
      await tabTo(page, /^Send Ctrl/);
      await page.keyboard.press("Enter");
      await page.locator(".answer-head .badge", { hasText: "429" }).waitFor();
      await tabTo(page, /^Skip to content|^Rollcall/).catch(() => undefined);
      await tabTo(page, /^Example(?! answer)/);
      await page.keyboard.type("409");
      await page.getByText("example, not sent yet").waitFor();
      await tabTo(page, /^Send Ctrl/);
      await page.keyboard.press("Enter");
      await page.locator(".answer-head .badge", { hasText: "409" }).waitFor();
      await checkAccess(browser, "refusal");
      await page.keyboard.press("`");
      await page.locator(".drawer li").first().waitFor();
      await checkAccess(browser, "drawer");
      await page.keyboard.press("Escape");
      checkQuiet(browser);
    },
  );

const stops: readonly (readonly [hash: string, title: string])[] = [
  ["#/emulator/users", "Users"],
  ["#/emulator/inbox", "Inbox"],
  ["#/emulator/requests", "Requests"],
  ["#/emulator/webhooks", "Webhooks"],
  ["#/emulator/clock", "Clock and faults"],
  ["#/emulator/account", "Account"],
  ["#/roster", "Roster"],
  ["#/workflows", "Workflows"],
  ["#/workflows/new", "New workflow"],
  ["#/workflows/new?template=new-hire", "New workflow"],
  ["#/templates", "Templates"],
  ["#/runs", "Runs"],
  ["#/credentials", "Credentials"],
  ["#/settings", "Settings"],
  ["#/nowhere", "Not found"],
];

for (const screen of screens.slice(2))
  test(`every page is in order at ${screen.width} px, ${screen.scheme}`, { skip: noBrowser }, async () => {
    await using server = await freshServer();
    await using browser = await openBrowser(screen, { tour: true });
    const { page } = browser;
    await page.goto(server.url);
    await page.locator(".tour").waitFor();
    await checkAccess(browser, "tour");
    await page.getByRole("button", { name: "No, thanks" }).click();
    for (const [hash, title] of stops) {
      await page.goto(`${server.url}/${hash}`);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page.locator("main .cli, main .empty, main .panel").first().waitFor();
      await checkAccess(browser, hash);
      await checkCommands(page);
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      assert.equal(overflow, 0, `${hash} is wider than the screen`);
    }
    checkQuiet(browser);
  });
