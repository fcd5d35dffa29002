import type { Language } from "../../program.ts";
import { layout, literalProbe, parser } from "./layout.ts";
import { literal } from "./literal.ts";
import { comment } from "./parts.ts";

export const python: Language = {
  id: "python",
  name: "Python",
  client: "urllib, standard library",
  toolchain: { versions: [["python3", "--version"]], packages: ["python3"], install: "apt-get install python3" },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["python3", "main.py"],
};
