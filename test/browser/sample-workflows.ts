// Workflows with runs of every kind, for the pictures.
import { readFileSync } from "node:fs";

import type { Page } from "playwright-core";
import { z } from "zod";

const deployedSchema = z.object({ name: z.string(), path: z.string().optional() });

const templates = ["zoom-create-user", "new-hire", "leaver", "nightly-drift"];

/** Deploys the templates and calls them: some calls go well, one meets a limit, one a taken address, one a bad address. */
export const makeWorkflows = async (base: string): Promise<void> => {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return await answer.json();
  };
  const paths = new Map<string, string>();
  for (const name of templates) {
    const text = readFileSync(`examples/workflows/${name}.yaml`, "utf8");
    const deployed = deployedSchema.parse(await post("/api/workflows", { source: { name: `${name}.yaml`, text } }));
    paths.set(deployed.name, deployed.path ?? "");
  }
  const create = async (email: string): Promise<unknown> =>
    await post(paths.get("zoom-create-user") ?? "", { email, first_name: "Mona", last_name: "Reyes", type: 1 });
  for (const email of ["nils.berg@acme.test", "ines.rocha@acme.test", "omar.said@acme.test"]) await create(email);
  await create("omar.said@acme.test");
  await create("no address");
  await post("/_rollcall/faults", { operation: "userCreate", effect: { kind: "rate-limit", daily: false }, first: 2 });
  await create("jun.park@acme.test");
  await post(paths.get("new-hire") ?? "", {
    email: "vera.lam@acme.test",
    first_name: "Vera",
    last_name: "Lam",
    type: 2,
  });
  await post(paths.get("leaver") ?? "", { email: "nobody@acme.test" });
  await post("/api/workflows/nightly-drift/runs", { input: { file: "examples/nowhere.csv" } });
};

/** Into the run that met the limit, at the step that waited. */
export const openWaitedRun = async (page: Page): Promise<void> => {
  const rows = page.locator("main tbody tr");
  await rows.first().waitFor();
  const links = page.locator("main tbody tr", { hasText: "zoom-create-user" }).locator("a");
  await links.first().click();
  await page.getByText(/3 attempts · waited/).waitFor();
  await page.locator(".fall button", { hasText: "create_user" }).click();
};

/** What a deploy would change. */
export const changeStep = async (page: Page): Promise<void> => {
  const text = page.getByLabel("Definition (YAML)");
  await page.getByText("lookup_user").first().waitFor();
  await text.fill((await text.inputValue()).replace("timeout: 30d", "timeout: 14d"));
  await page.getByRole("button", { name: "Show what a deploy changes" }).click();
  await page.getByText("It would be version 2").waitFor();
};
