import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

export const ruby: Language = {
  id: "ruby",
  name: "Ruby",
  client: "Net::HTTP, standard library",
  toolchain: { versions: [["ruby", "--version"]], packages: ["ruby"], install: "apt-get install ruby" },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["ruby", "main.rb"],
};
