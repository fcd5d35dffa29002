import assert from "node:assert/strict";

import type { Page } from "playwright-core";

const focused =
  "(() => { const e = document.activeElement; return e === null ? '' : (e.getAttribute('aria-label') ?? (e.labels?.[0]?.textContent ?? e.textContent) ?? '').trim(); })()";

/** Goes on by Tab to what is called so: whoever has no mouse can reach it, or this fails. */
export const tabTo = async (page: Page, name: RegExp, most = 120): Promise<void> => {
  const seen: string[] = [];
  for (let step = 0; step < most; step += 1) {
    const text = String(await page.evaluate(focused));
    if (name.test(text)) return;
    seen.push(text.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${String(name)}; it came to ${seen.join(" | ")}`);
};

/** Tab to it, then Enter. */
export const enterOn = async (page: Page, name: RegExp): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
};

/** Tab to it, and type over what is there. */
export const typeInto = async (page: Page, name: RegExp, text: string): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
};
