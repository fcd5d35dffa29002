import type { Language } from "../../program.ts";
import { layout } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";
import { comment, literalProbe } from "./script.ts";

export const curl: Language = {
  id: "curl",
  name: "curl (bash)",
  client: "curl and jq",
  toolchain: {
    versions: [
      ["bash", "--version"],
      ["curl", "--version"],
      ["jq", "--version"],
    ],
    packages: ["bash", "curl", "jq"],
    install: "apt-get install curl jq",
  },
  integerBits: 53,
  holdsNul: false,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["bash", "main.sh"],
};
