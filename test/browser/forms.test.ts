// Forms that write: steps whose text follows, and secrets that are taken and never shown.
import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAccess, checkQuiet, freshServer, noBrowser, openBrowser } from "./browser.ts";
import { checkCommands } from "./commands.ts";
import { enterOn, tabTo, typeInto } from "./keyboard.ts";

test("a step is edited as a form or as text, and both say the same", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  await using browser = await openBrowser({ width: 1440, height: 900, scheme: "dark" });
  const { page } = browser;
  await page.goto(`${server.url}/#/workflows/new?template=zoom-create-user`);
  const text = page.getByLabel("Definition (YAML)");
  const card = page.locator("li.panel", { hasText: "create_user" }).first();
  await card.getByLabel(/^email/).waitFor();
  await checkAccess(browser, "editor with forms");
  const before = await text.inputValue();

  // The form writes its line of the text, and no other.
  await card.getByLabel(/^first_name/).fill("${trigger.body.given | default: 'Mona'}");
  assert.equal(
    (await text.inputValue()).replace(/^ {6}first_name: .*$/m, ""),
    before.replace(/^ {6}first_name: .*$/m, ""),
  );
  assert.match(await text.inputValue(), /^ {6}first_name: .*trigger\.body\.given/m);
  assert.match(await text.inputValue(), /# The emulator, until you name an account/);
  await card.getByLabel(/^action/).selectOption("autoCreate");
  assert.match(await text.inputValue(), /^ {6}action: autoCreate$/m);

  // The text moves the form.
  await text.fill((await text.inputValue()).replace("action: autoCreate", "action: custCreate"));
  assert.equal(await card.getByLabel(/^action/).inputValue(), "custCreate");

  // A field that was not given, a list or object, and what is no YAML yet.
  await page
    .locator("li.panel", { hasText: "answer" })
    .last()
    .getByText(/^Condition/)
    .click();
  const body = page.locator("li.panel", { hasText: "answer" }).last().getByLabel(/^body/);
  await body.fill("{ made: ");
  await page.getByText(/Not taken over yet/).waitFor();
  await body.fill('{ "made": true }');
  assert.match(await text.inputValue(), /^ {6}body:\n {8}made: true$/m);

  // By keyboard: another step, and out with it again.
  const deployed = await text.inputValue();
  await tabTo(page, /^New step/);
  await page.keyboard.type("lookup");
  await enterOn(page, /^Add step$/);
  await page.getByRole("button", { name: "Take out lookup_user" }).waitFor();
  assert.match(
    await text.inputValue(),
    / {2}- name: lookup_user\n {4}type: lookup_user\n {4}with:\n {6}user: \$\{trigger/,
  );
  await checkCommands(page);
  await page.getByRole("button", { name: "Take out lookup_user" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await text.inputValue(), deployed);
  await enterOn(page, /^Show what a deploy changes/);
  await page.getByText(/It would be version 1/).waitFor();
  checkQuiet(browser);
});

test("a secret is taken once, shown to nobody, and removed", { skip: noBrowser }, async () => {
  const secret = "hunter2-of-the-hr-system";
  await using server = await freshServer();
  await using browser = await openBrowser({ width: 375, height: 800, scheme: "light" });
  const { page } = browser;
  const heard: Promise<string>[] = [];
  const sent: string[] = [];
  page.on("response", (response) => {
    // The stream of changes has no end; it carries kinds and numbers only.
    if (!response.url().includes("/api/events")) heard.push(response.text().catch(() => ""));
  });
  page.on("request", (request) => {
    if ((request.postData() ?? request.url()).includes(secret)) sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(`${server.url}/#/credentials`);
  await page.getByRole("heading", { name: "Secrets of workflows" }).waitFor();
  await typeInto(page, /^Name$/, "hr");
  await typeInto(page, /^Hosts/, "hr.example.com");
  await typeInto(page, /^Secret$/, secret);
  await page.keyboard.press("Enter");
  await page.getByText("hr is kept.").waitFor();
  await page.getByText("sent to hr.example.com").waitFor();
  assert.equal(await page.getByLabel("Secret", { exact: true }).inputValue(), "");
  const everywhere = await page.evaluate(
    "JSON.stringify([document.documentElement.outerHTML, [...document.querySelectorAll('input, textarea')].map((e) => e.value), { ...localStorage }, { ...sessionStorage }, location.href])",
  );
  assert.ok(!String(everywhere).includes(secret));
  assert.deepEqual(sent, [`POST ${server.url}/api/credentials/hr`]);
  await checkAccess(browser, "credentials");
  await checkCommands(page);

  // What is refused is told, and gone from the page all the same.
  await typeInto(page, /^Name$/, "9 bad");
  await typeInto(page, /^Secret$/, secret);
  await page.keyboard.press("Enter");
  await page.locator(".problem").waitFor();
  assert.equal(await page.getByLabel("Secret", { exact: true }).inputValue(), "");

  await page.reload();
  await page.getByText("sent to hr.example.com").waitFor();
  assert.ok((await Promise.all(heard)).every((text) => !text.includes(secret)));
  await enterOn(page, /^Remove hr$/);
  await page.getByText("None yet").waitFor();
  // The refusal above is the only thing that a browser would complain of.
  assert.deepEqual(browser.foreign, []);
});
