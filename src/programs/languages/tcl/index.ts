import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const tcl: Language = {
  id: "tcl",
  name: "Tcl",
  client: "TclCurl and tDOM",
  toolchain: {
    // tclsh takes no script as an argument.
    versions: [
      ["sh", "-c", "echo 'puts \"Tcl [info patchlevel]\"' | tclsh"],
      ["sh", "-c", "echo 'puts \"TclCurl [package require TclCurl]\"' | tclsh"],
      ["sh", "-c", "echo 'puts \"tDOM [package require tdom]\"' | tclsh"],
    ],
    packages: ["tcl", "tclcurl", "tdom"],
    install: "apt-get install tcl tclcurl tdom",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["tclsh", "-encoding", "utf-8", "main.tcl"],
};
