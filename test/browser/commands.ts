// Commands that pages name: each must be one that the command line knows, with options that it knows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import type { Page } from "playwright-core";

const sections = new Map(
  readFileSync("docs/reference/cli.md", "utf8")
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")).trim(), section]),
);

/** Words of a shell, those in quotes as one. */
const wordsOf = (command: string): readonly string[] => command.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"])+/g) ?? [];

/** What is wrong with a command; empty when the command line knows it. */
const complaintOf = (command: string): string => {
  const words = wordsOf(command.split(/ \| /).find((part) => part.startsWith("rollcall ")) ?? command);
  const length = [3, 2].find((count) => sections.has(words.slice(0, count).join(" ")));
  if (length === undefined) return `${command}: there is no such command`;
  const name = words.slice(0, length).join(" ");
  const section = sections.get(name) ?? "";
  const unknown = words
    .slice(length)
    .filter((word) => word.startsWith("--") && !new RegExp(String.raw`^ +(?:-\w, )?${word}\b`, "m").test(section));
  const usage = /Usage: rollcall ([^\n]*)/.exec(section)?.[1] ?? "";
  const needed = [...usage.matchAll(/<[^>]+>/g)].length;
  const given = words.slice(length).filter((word) => !word.startsWith("--")).length;
  if (unknown.length > 0) return `${command}: no option ${unknown.join(", ")}`;
  return given < needed ? `${command}: ${name} needs ${needed} arguments` : "";
};

/** Each command that the page shows is one that works. */
export const checkCommands = async (page: Page): Promise<void> => {
  const shown = (await page.locator(".cli code").allTextContents()).filter((text) => text.includes("rollcall "));
  assert.deepEqual(
    shown.map(complaintOf).filter((complaint) => complaint !== ""),
    [],
  );
};
