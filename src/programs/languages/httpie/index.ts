import type { Language } from "../../program.ts";
import { literal } from "../curl/literal.ts";
import { comment, literalProbe } from "../curl/script.ts";
import { layout } from "./layout.ts";

export const httpie: Language = {
  id: "httpie",
  name: "HTTPie (bash)",
  client: "http and jq",
  toolchain: {
    versions: [
      ["bash", "--version"],
      ["http", "--version"],
      ["jq", "--version"],
    ],
    packages: ["bash", "httpie", "jq"],
    install: "apt-get install httpie jq",
  },
  integerBits: 53,
  holdsNul: false,
  literal,
  comment,
  layout,
  parser: { sameAs: "curl" },
  literalProbe,
  build: undefined,
  run: ["bash", "main.sh"],
};
