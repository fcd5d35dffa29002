// 10,000 random texts per language: one program holds them all as literals and writes them out, byte for byte.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { type Language, languages } from "#programs";
import { findToolchain, markerFile, nastyTexts, probeLiterals } from "#prover";

import { makeRandom, seed } from "./seed.ts";

const alphabet = [
  ...Array.from("abcXYZ019 \"'`\\$#{}()[]<>@%&|;:,.!?*/+-=_^~\n\r\t"),
  ...Array.from("\u0001\u0007\u001b\u001e\u007f\u0080\u0085\u00a0\u2028\u2029\u202e\ufeff\u200d"),
  "é",
  "王",
  "😀",
  "\u0301",
  "$(",
  "${",
  "#{",
  "%s",
  "\\n",
  "\\u0041",
  "??/",
  "*/",
  "?>",
  "EOF\n",
  '"""',
  "'''",
  ')"',
];
const charactersInText = 24;

const randomText = (random: (below: number) => number): string =>
  Array.from({ length: random(charactersInText) }, () =>
    random(12) === 0 ? String.fromCodePoint(random(0x11_0000)) : (alphabet[random(alphabet.length)] ?? ""),
  )
    .join("")
    .toWellFormed();

const probe = async (language: Language): Promise<void> => {
  const random = makeRandom(seed);
  const injections = nastyTexts.flatMap((text) => [text, `'${text}`, `"${text}`, `\\${text}`, `)${text}`]);
  const texts = [...injections, ...Array.from({ length: 10_000 }, () => randomText(random))];
  const { output, exit, stderr, files } = await probeLiterals(language, texts);
  assert.equal(exit, 0, `seed ${seed}: ${stderr.slice(0, 2000)}`);
  assert.ok(!files.includes(markerFile), "a literal was run as code");
  const wanted = language.holdsNul === false ? texts.map((text) => text.replaceAll("\0", "\uFFFD")) : texts;
  if (output.equals(Buffer.from(wanted.map((text) => `${text}\u001e`).join("")))) return;
  let at = 0;
  for (const text of wanted) {
    const bytes = Buffer.from(`${text}\u001e`);
    const got = output.subarray(at, at + bytes.length);
    assert.ok(bytes.equals(got), `seed ${seed}: ${JSON.stringify(text)} became ${JSON.stringify(got.toString())}`);
    at += bytes.length;
  }
  assert.equal(output.length, at, `seed ${seed}`);
};

suite("literals come back byte for byte", { concurrency: 2 }, () => {
  for (const language of languages)
    test(`${language.id}, seed ${seed}`, async (t) => {
      const toolchain = await findToolchain(language);
      if (toolchain.found) await probe(language);
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
});
