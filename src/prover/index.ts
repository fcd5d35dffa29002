// prover: builds and runs programs against its own scripted server, once per case, and keeps what came of it.
// It refuses to know how a program is written, and the emulator: its server answers what a case says, nothing else.
// A proof names exactly one program by its hash; a program whose hash has no proof is not proven, whatever it looks like.
// Start reading at cases.ts (what a program must survive) and check-run.ts (what is held against it), then
// prove-program.ts.
export { type CaseServer, type Scripted, startCaseServer } from "./case-server.ts";
export { corpus } from "./corpus/index.ts";
export { nastyTexts, markerFile } from "./corpus/nasty.ts";
export { probeLiterals, type Probed } from "./probe-literals.ts";
export type { ChooseCase } from "./prove-program.ts";
export { proveLanguages, type Proven, type ProveOptions } from "./prove-language.ts";
export {
  type Proof,
  proofOfLanguage,
  proofOfOperation,
  proofOfProgram,
  type ProofState,
  type ProofSummary,
} from "./proof.ts";
export { makePool } from "./pool.ts";
export { readProof, writeProof } from "./proof-file.ts";
export { runCommand, toolEnvironment } from "./run-command.ts";
export { corpusTargets, programOf, type Target, targetsFor, targetsOf } from "./target.ts";
export { findToolchain, type Toolchain } from "./toolchain.ts";
export { planFor } from "./value-sets.ts";
