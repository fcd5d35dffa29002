// What the console must live through: a restart of its server, two tabs, hostile content, very long lists, foreign frames.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import type { Server } from "#server";
import { z } from "zod";

import { checkQuiet, freshServer, noBrowser, openBrowser, type Screen } from "./browser.ts";

const screen: Screen = { width: 1280, height: 800, scheme: "light" };

const post = async (server: Server, path: string, body: unknown): Promise<Response> =>
  await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const create = async (server: Server, email: string, name = "Kim"): Promise<void> => {
  const body = JSON.stringify({ action: "create", user_info: { email, type: 1, first_name: name } });
  const response = await post(server, "/api/calls", { operation: "zoom:userCreate", account: "emulator", body });
  assert.equal(response.status, 200);
};

test("an open page goes on when the server is started anew, and two tabs agree", { skip: noBrowser }, async () => {
  const directory = join(mkdtempSync(join(tmpdir(), "rollcall-console-")), "data");
  const first = await freshServer({ directory });
  const port = Number(new URL(first.url).port);
  await using browser = await openBrowser(screen);
  const { page, context } = browser;
  await page.goto(`${first.url}/#/emulator/users`);
  await page.getByText("Live").waitFor();
  const other = await context.newPage();
  await other.goto(`${first.url}/#/emulator/users`);
  await create(first, "before@acme.test");
  for (const tab of [other, page]) {
    await tab.bringToFront();
    await tab.getByRole("button", { name: "before@acme.test" }).waitFor();
  }
  await first.close();
  await page.getByText("Connecting…").waitFor();
  await using second = await freshServer({ directory, port });
  await page.getByText("Live").waitFor();
  await create(second, "after@acme.test");
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await tab.getByRole("button", { name: "after@acme.test" }).waitFor();
  }
  assert.deepEqual(browser.foreign, []);
});

const nasty = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>\u202Egnp.exe`;

test("hostile names, mails and collections are text and break nothing", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  await create(server, "nasty@acme.test", nasty.slice(0, 60));
  const collection = {
    info: { name: nasty, schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    item: [
      {
        name: nasty,
        request: {
          method: "POST",
          url: "https://api.example.com/a",
          description: nasty,
          body: { mode: "raw", raw: nasty },
        },
      },
      {
        name: "long",
        request: { method: "GET", url: "https://api.example.com/b", description: "x".repeat(10_000_000) },
      },
    ],
  };
  const imported = await post(server, "/api/apis", {
    sources: [{ name: "nasty.json", text: JSON.stringify(collection) }],
    name: "nasty",
  });
  assert.equal(imported.status, 201);
  await using browser = await openBrowser(screen);
  const { page } = browser;
  for (const hash of ["#/?api=nasty", "#/emulator/users", "#/emulator/requests", "#/emulator/inbox"]) {
    await page.goto(`${server.url}/${hash}`);
    await page.locator(".vopen, .op-list a").first().waitFor();
    await page.locator(".vopen, .op-list a").first().click();
    await page.locator("h1").first().waitFor();
    assert.notEqual(await page.title(), "hit");
  }
  await page.frameLocator("iframe").getByText("Hello").waitFor();
  const images = await page.locator("img").count();
  assert.equal(images, 0);
  checkQuiet(browser);
});

/** Answers with what it was called with. */
const echo = `name: echo
description: says what it hears
trigger: { http: {} }
steps:
  - { name: say, type: respond, with: { body: "\${trigger.body}" } }
output: "\${trigger.body}"
`;

const deploy = async (server: Server): Promise<string> => {
  const deployed = await post(server, "/api/workflows", { source: { name: "echo.yaml", text: echo } });
  assert.equal(deployed.status, 201);
  const { path } = z.looseObject({ path: z.string() }).parse(await deployed.json());
  return `${server.url}${path}`;
};

test("two tabs agree about workflows and secrets that somebody else sets", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  await using browser = await openBrowser(screen);
  const { page, context } = browser;
  const other = await context.newPage();
  await page.goto(`${server.url}/#/workflows`);
  await page.getByText("Live").waitFor();
  await other.goto(`${server.url}/#/credentials`);
  await other.getByText("None yet.").waitFor();
  await deploy(server);
  const secret = { value: "Sesame-4711", hosts: ["hr.example.com"] };
  assert.equal((await post(server, "/api/credentials/hr", secret)).status, 200);
  await other.bringToFront();
  await other.getByRole("button", { name: "Remove hr" }).waitFor();
  await page.bringToFront();
  await page.getByRole("link", { name: "echo" }).first().waitFor();
  checkQuiet(browser);
});

test("hostile outputs of a run are text and break nothing", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  const url = await deploy(server);
  const body = { [nasty]: nasty, long: `${nasty}${"x".repeat(900_000)}` };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const run = answer.headers.get("x-rollcall-run") ?? "";
  assert.match(run, /^run-/);
  await using browser = await openBrowser(screen);
  const { page } = browser;
  await page.goto(`${server.url}/#/runs/${run}`);
  await page.getByRole("heading", { level: 1, name: run }).waitFor();
  await page.getByText("onerror=").first().waitFor();
  assert.notEqual(await page.title(), "hit");
  assert.equal(await page.locator("main img, main script").count(), 0);
  checkQuiet(browser);
});

test("a hundred thousand users are a list that scrolls", { skip: noBrowser }, async (t) => {
  await using server = await freshServer();
  const total = 100_000;
  for (let from = 0; from < total; from += 10_000) {
    const users = Array.from({ length: 10_000 }, (_none, at) => ({ email: `u${from + at}@acme.test` }));
    assert.equal((await post(server, "/_rollcall/seed", { users })).status, 200);
  }
  await using browser = await openBrowser(screen);
  const { page } = browser;
  await page.goto(`${server.url}/#/emulator/users`);
  await page.getByRole("button", { name: "u99999@acme.test" }).waitFor();
  await page.locator(".vbody").evaluate((body) => {
    body.scrollTop = body.scrollHeight / 2;
  });
  await page
    .getByRole("button", { name: /^u(?:49|50)\d{3}@acme\.test$/ })
    .first()
    .waitFor();
  await page.locator(".vbody").evaluate((body) => {
    body.scrollTop = body.scrollHeight;
  });
  await page.getByRole("button", { name: "priya.raman@acme.test" }).waitFor();
  const rows = await page.locator(".vbody .vrow").count();
  assert.ok(rows < 100, `${rows} rows are in the page`);
  await page.getByRole("searchbox").fill("u77777");
  await page.getByRole("button", { name: "u77777@acme.test" }).waitFor();
  t.diagnostic(`${rows} of ${total} rows in the page`);
  checkQuiet(browser);
});

test("no other page may frame the console", { skip: noBrowser }, async () => {
  await using server = await freshServer();
  const host = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<iframe src="${server.url}/"></iframe>`);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const address = host.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  {
    await using browser = await openBrowser(screen);
    await browser.page.goto(`http://127.0.0.1:${port}/`);
    const complained = (): boolean => browser.complaints.some((text) => /frame-ancestors|X-Frame-Options/i.test(text));
    for (let wait = 0; !complained() && wait < 100; wait += 1) await browser.page.waitForTimeout(50);
    assert.ok(complained(), browser.complaints.join("\n"));
  }
  host.close();
});
