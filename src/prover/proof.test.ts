import assert from "node:assert/strict";
import { test } from "node:test";

import type { Program } from "#programs";

import { type Proof, programHash, proofOfLanguage, proofOfProgram } from "./proof.ts";

const program: Program = { language: "x", files: [{ name: "a", text: "b" }], build: [], run: ["x"] };
const changed: Program = { ...program, files: [{ name: "a", text: "c" }] };

const proof: Proof = {
  language: "x",
  client: "y",
  toolchain: "x 1",
  date: "2026-11-22",
  programs: [
    {
      operation: "o",
      values: "plain",
      operation_hash: "",
      program_hash: programHash(program),
      state: "executed",
      cases: ["201", "409/1005"],
      failed: [],
    },
  ],
};

test("a proof is of exactly one program; a changed one has none", () => {
  assert.deepEqual(proofOfProgram(proof, program), {
    state: "executed",
    toolchain: "x 1",
    date: "2026-11-22",
    cases: 2,
  });
  assert.equal(proofOfProgram(proof, changed).state, "none");
  assert.equal(proofOfProgram(undefined, program).state, "none");
});

test("a language is as proven as its weakest program of today", () => {
  assert.equal(proofOfLanguage(proof, [program]).state, "executed");
  assert.equal(proofOfLanguage(proof, [program, changed]).state, "none");
});
