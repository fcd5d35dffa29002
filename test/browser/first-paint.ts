// first-paint.ts <url> <rounds>: milliseconds of CPU that a page's own thread takes until the catalog is listed, as JSON.
// bench/console.bench.ts asks for it in a process of its own.
import { z } from "zod";

import { openBrowser } from "./browser.ts";

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** With a profile of its own: nothing is in its cache. */
const paintCpu = async (url: string): Promise<number> => {
  await using browser = await openBrowser({ width: 1440, height: 900, scheme: "light" });
  const { page, context } = browser;
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(url);
  await page.locator(".op-list a").first().waitFor();
  const { metrics } = metricsSchema.parse(await session.send("Performance.getMetrics"));
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
};

const [url = "", rounds = "1"] = process.argv.slice(2);
const measured: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) measured.push(await paintCpu(url));
process.stdout.write(JSON.stringify(measured));
