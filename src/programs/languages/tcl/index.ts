import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

/** Says the version of a package. From its standard input, tclsh goes on after an error and ends well. */
const versionOf = (name: string): readonly string[] => [
  "sh",
  "-c",
  `echo 'if {[catch {package require ${name}} v]} {puts stderr $v; exit 1}; puts "${name} $v"' | tclsh`,
];

export const tcl: Language = {
  id: "tcl",
  name: "Tcl",
  client: "TclCurl and tDOM",
  toolchain: {
    // tclsh takes no script as an argument.
    versions: [["sh", "-c", "echo 'puts \"Tcl [info patchlevel]\"' | tclsh"], versionOf("TclCurl"), versionOf("tdom")],
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
