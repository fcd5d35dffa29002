import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

const version = (name: string): readonly string[] => [
  "Rscript",
  "-e",
  `cat("${name}", as.character(packageVersion("${name}")))`,
];

export const r: Language = {
  id: "r",
  name: "R",
  client: "httr2 and jsonlite",
  toolchain: {
    versions: [["Rscript", "-e", "cat(R.version.string)"], version("httr2"), version("jsonlite")],
    packages: ["r-base-core", "r-cran-httr2", "r-cran-jsonlite"],
    install: "apt-get install r-base-core r-cran-httr2 r-cran-jsonlite",
  },
  // R's numbers are doubles.
  integerBits: 53,
  holdsNul: false,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["Rscript", "main.R"],
};
