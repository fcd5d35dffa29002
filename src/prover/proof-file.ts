import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { writeFileAtomically } from "#system";

import { type Proof, proofSchema } from "./proof.ts";

/** Where proofs are kept, in the repository and in the package. */
export const proofDirectory = join(import.meta.dirname, "../../docs/proofs");

/** The committed proof of a language; undefined when there is none that can be read. */
export const readProof = (language: string, directory = proofDirectory): Proof | undefined => {
  try {
    return proofSchema.safeParse(JSON.parse(readFileSync(join(directory, `${language}.json`), "utf8"))).data;
  } catch {
    return undefined;
  }
};

export const writeProof = async (proof: Proof, directory = proofDirectory): Promise<string> => {
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${proof.language}.json`);
  await writeFileAtomically(file, `${JSON.stringify(proof, null, 2)}\n`);
  return file;
};
