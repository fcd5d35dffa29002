import type { Language } from "../../program.ts";
import { literal } from "../curl/literal.ts";
import { comment, literalProbe } from "../curl/script.ts";
import { layout } from "./layout.ts";

export const wget: Language = {
  id: "wget",
  name: "Wget (bash)",
  client: "wget and jq",
  toolchain: {
    versions: [
      ["bash", "--version"],
      ["wget", "--version"],
      ["jq", "--version"],
    ],
    packages: ["bash", "jq", "wget"],
    install: "apt-get install wget jq",
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
