import { languages } from "./languages/index.ts";
import type { Language, Parsing, Program, ProgramFile } from "./program.ts";
import type { RequestPlan } from "./request-plan.ts";
import type { Source } from "./source.ts";

const written = (files: readonly { readonly name: string; readonly source: Source }[]): readonly ProgramFile[] =>
  files.map(({ name, source }) => ({ name, text: `${source.text.trim()}\n` }));

const program = ({ id, build, run }: Language, files: readonly ProgramFile[]): Program => ({
  language: id,
  files,
  build: build ?? [],
  run,
});

/** The whole program for one request. */
export const emitProgram = (language: Language, plan: RequestPlan): Program =>
  program(language, written(language.layout(plan)));

/** The program that reads JSON of one shape: the language's own, or that of the language whose way of reading it shares. */
export const emitParser = (language: Language, parsing: Parsing): Program => {
  const { parser } = language;
  if (typeof parser === "function") return program(language, written(parser(parsing)));
  const other = languages.find(({ id }) => id === parser.sameAs);
  if (other === undefined) throw new Error(`there is no language ${parser.sameAs}`);
  return emitParser(other, parsing);
};

/** A program that writes these texts to stdout, each ended by the byte 0x1E. */
export const emitLiteralProbe = (language: Language, texts: readonly string[]): Program =>
  program(language, written(language.literalProbe(texts.map((text) => language.literal(text.toWellFormed())))));
