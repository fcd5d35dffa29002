import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

const compile = ["nim", "compile", "--hints:off", "--define:ssl", "--out:main"] as const;

/** The standard library is compiled once, for the first program. */
const buildAll = `set -e
for program in "$@"; do
  (cd "$program" && ${compile.join(" ")} --nimcache:../cache main.nim)
done
`;

export const nim: Language = {
  id: "nim",
  name: "Nim",
  client: "httpclient and json, standard library",
  toolchain: {
    versions: [
      ["nim", "--version"],
      ["gcc", "--version"],
    ],
    packages: ["nim", "gcc", "libc6-dev"],
    install: "apt-get install nim gcc libc6-dev",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  // By default two programs called main share a cache, also while both are being built.
  build: [...compile, "--nimcache:nimcache", "main.nim"],
  buildMany: (directories) => ({
    file: { name: "build.sh", text: buildAll },
    command: ["bash", "build.sh", ...directories],
  }),
  run: ["./main"],
};
