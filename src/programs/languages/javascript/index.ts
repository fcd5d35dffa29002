import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

export const javascript: Language = {
  id: "javascript",
  name: "JavaScript",
  client: "fetch, built in",
  toolchain: {
    versions: [["node", "--version"]],
    packages: [],
    install: "Node.js 22 or newer from https://nodejs.org",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["node", "main.mjs"],
};
