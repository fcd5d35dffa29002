// npm run screenshots: a picture of each page of the console in docs/screenshots, in light and dark, made with a server and a
// browser of its own.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { changeStep, makeWorkflows, openWaitedRun } from "./sample-workflows.ts";
import { freshServer, openBrowser, type Screen } from "./browser.ts";

const folder = "docs/screenshots";
const wide: Screen = { width: 1440, height: 900, scheme: "light" };

const pages: readonly (readonly [name: string, hash: string])[] = [
  ["catalog", "#/"],
  ["catalog-search", "#/?q=1005"],
  ["operation", "#/operation/zoom%3AuserCreate"],
  ["users", "#/emulator/users"],
  ["inbox", "#/emulator/inbox"],
  ["requests", "#/emulator/requests"],
  ["webhooks", "#/emulator/webhooks"],
  ["clock", "#/emulator/clock"],
  ["account", "#/emulator/account"],
  ["roster", "#/roster"],
  ["workflows", "#/workflows"],
  ["workflow", "#/workflows/zoom-create-user"],
  ["workflow-editor", "#/workflows/new-hire/edit"],
  ["templates", "#/templates"],
  ["runs", "#/runs"],
  ["run", "#/runs"],
  ["credentials", "#/credentials"],
  ["settings", "#/settings"],
];

const only = process.argv[2] ?? "";

await using server = await freshServer();
const call = async (operation: string, values: object): Promise<void> => {
  await fetch(`${server.url}/api/calls`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ operation, account: "emulator", ...values }),
  });
};
for (const [index, name] of [
  "Mona Reyes",
  "Idris Falk",
  "Ana Bello",
  "Kofi Mensah",
  "Lena Vogt",
  "Tariq Aziz",
].entries()) {
  const [first = "", last = ""] = name.split(" ");
  const email = `${first}.${last}@acme.test`.toLowerCase();
  const user = { email, type: index % 3 === 0 ? 2 : 1, first_name: first, last_name: last };
  await call("zoom:userCreate", { body: JSON.stringify({ action: "create", user_info: user }) });
  await call("zoom:user", { set: { "path.userId": index % 2 === 0 ? email : "nobody@acme.test" } });
}
await call("zoom:userCreate", { body: '{"action":"create","user_info":{"email":"no address","type":1}}' });
await call("zoom:users", {});
await fetch(`${server.url}/_rollcall/webhooks`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ url: "http://127.0.0.1:9/zoom", events: ["*"], skip_validation: true }),
});
await call("zoom:userCreate", { body: '{"action":"create","user_info":{"email":"sara.lind@acme.test","type":1}}' });

await makeWorkflows(server.url);

const shoot = async (screen: Screen, suffix: string, listed: typeof pages): Promise<void> => {
  await using browser = await openBrowser(screen);
  const { page } = browser;
  for (const [name, hash] of listed) {
    if (!name.includes(only)) continue;
    await page.goto(`${server.url}/${hash}`);
    await page.locator("main h1").waitFor();
    if (name === "operation") {
      await page.getByRole("button", { name: /^Send/ }).click();
      await page.getByText("as documented").waitFor();
    }
    if (name === "workflow-editor") await changeStep(page);
    if (name === "run") await openWaitedRun(page);
    if (name === "inbox") await page.locator(".vopen").first().click();
    if (name === "requests") await page.locator(".vopen").nth(1).click();
    if (name === "roster") {
      await page.setInputFiles("input[type=file]", "examples/new-hires.csv");
      await page.getByRole("button", { name: /^Apply/ }).waitFor();
    }
    await page.waitForTimeout(400);
    // A field that was focused may have been scrolled to.
    await page.evaluate("scrollTo(0, 0); document.querySelector('main')?.scrollTo(0, 0)");
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
    console.log(`${name}${suffix}.png`);
  }
  if (browser.complaints.length > 0) throw new Error(browser.complaints.join("\n"));
};

mkdirSync(folder, { recursive: true });
await shoot(wide, "", pages);
await shoot(
  { ...wide, scheme: "dark" },
  "-dark",
  pages.filter(([name]) => ["operation", "inbox", "requests", "run", "workflow-editor"].includes(name)),
);
await shoot(
  { width: 375, height: 800, scheme: "light" },
  "-narrow",
  pages.filter(([name]) => ["catalog", "operation", "inbox", "run", "workflow", "workflow-editor"].includes(name)),
);
