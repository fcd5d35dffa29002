import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const go: Language = {
  id: "go",
  name: "Go",
  client: "net/http, standard library",
  toolchain: { versions: [["go", "version"]], packages: ["golang-go"], install: "apt-get install golang-go" },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: ["go", "build", "-o", "main", "main.go"],
  run: ["./main"],
};
