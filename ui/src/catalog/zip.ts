import { strToU8, zipSync } from "fflate";

import type { ProgramView } from "../contract.ts";
import { shellWord } from "../format.ts";

const readMe = ({ language, build, run, proof }: ProgramView): string => `A program made by Rollcall (${language}).

Set ZOOM_ACCESS_TOKEN to a token, and API_BASE_URL to ${location.origin}/v2 for the emulator.
${build.length === 0 ? "" : `Build: ${build.map(shellWord).join(" ")}\n`}Run:   ${run.map(shellWord).join(" ")}

It ends with 0 when done, 2 without an answer, 3 when refused, 4 for an answer that cannot be read.
Proof of exactly this text: ${proof.state}.
`;

/** The program's files, how it is run, and what is known of it. */
export const zipOf = (program: ProgramView): Blob => {
  const { language, files, build, run, proof } = program;
  const document = { language, files: files.map(({ name }) => name), build, run, proof };
  const entries = Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]));
  const zip = zipSync({
    ...entries,
    "program.json": strToU8(`${JSON.stringify(document, null, 2)}\n`),
    "README.txt": strToU8(readMe(program)),
  });
  return new Blob([new Uint8Array(zip)], { type: "application/zip" });
};
