import { Script } from "node:vm";

import { Source } from "#programs";

import { CannotCarry } from "./cannot-carry.ts";

/** Comments in a script, but code in a module: what was checked would not be what runs. */
const htmlComment = /<!--|(?:^|\*\/)\s*-->/m;

/** Only read, never run; as strict as a module. */
const parses = (text: string): boolean => {
  try {
    return new Script(`"use strict"; ${text}`) instanceof Script;
  } catch {
    return false;
  }
};

/** Between two kinds of brackets: what closes one of them to get out of it does not close the other. */
const isExpression = (text: string): boolean => parses(`(${text}\n)`) && parses(`[${text}\n]`);
const isBody = (text: string): boolean =>
  parses(`(async function () {\n${text}\n})`) && parses(`(class { async run() {\n${text}\n} })`);

/**
 * The text of a code step as one expression: a function of (params, auths, { steps, $ }). It is taken over as it is written,
 * and stays within its brackets.
 * @throws CannotCarry
 */
export const codeFunction = (written: string): Source => {
  if (/^\s*(?:import|export)\b/m.test(written))
    throw new CannotCarry("it is a module: paste it into a code step of its own there");
  if (htmlComment.test(written))
    throw new CannotCarry("its code has <!-- or -->, which mean something else in a module");
  const text = written.trim().replace(/;$/, "");
  if (isExpression(text)) return new Source(`(${text}\n)`);
  if (isBody(written)) return new Source(`(async function (params, auths, { steps, $ }) {\n${written}\n})`);
  throw new CannotCarry("its code is no JavaScript");
};
