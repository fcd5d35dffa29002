// The roster's page: what the account is fit for, what drifted, and the way back of a job.
import { test } from "node:test";

import { checkAccess, checkQuiet, freshServer, noBrowser, openBrowser } from "./browser.ts";
import { checkCommands } from "./commands.ts";
import { enterOn } from "./keyboard.ts";

test("doctor, drift, apply and undo on the page", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  await server.api.users.create("emulator", { email: "left.long.ago@acme.test", action: "create", type: 1 });
  await using browser = await openBrowser({ width: 375, height: 800, scheme: "dark" });
  const { page } = browser;
  await page.goto(`${server.url}/#/roster`);
  await page.getByRole("heading", { name: "Is the account fit for it?" }).waitFor();
  await enterOn(page, /^Look$/);
  await page.getByText("Invites by mail").waitFor();
  await checkAccess(browser, "doctor");
  await checkCommands(page);
  const people = "email,first name,last name\nmona.reyes@acme.test,Mona,Reyes\nidris.falk@acme.test,Idris,Falk\n";
  await page.setInputFiles("input[type=file]", { name: "all.csv", mimeType: "text/csv", buffer: Buffer.from(people) });
  await page.getByRole("button", { name: /^Apply/ }).waitFor();
  await page.getByLabel(/^The file has everybody/).check();
  await page.getByText(/^rollcall drift/).waitFor();
  await enterOn(page, /− leave$/);
  await page.locator(".vrow", { hasText: "left.long.ago@acme.test" }).waitFor();
  await checkAccess(browser, "drift");
  await checkCommands(page);
  await enterOn(page, /^Apply \d+ change/);
  await page.locator(".badge", { hasText: "done" }).waitFor();
  await enterOn(page, /^Plan the undo/);
  await page.locator(".vrow", { hasText: "cancel" }).first().waitFor();
  await checkAccess(browser, "undo");
  await checkCommands(page);
  const old = new URL(page.url()).hash;
  await enterOn(page, /^Undo it/);
  await page.waitForURL(({ hash }) => hash !== old);
  await page.locator(".badge", { hasText: "canceled" }).first().waitFor();
  checkQuiet(browser);
});
