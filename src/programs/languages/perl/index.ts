import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const perl: Language = {
  id: "perl",
  name: "Perl",
  client: "LWP and JSON::PP",
  toolchain: {
    versions: [
      ["perl", "-e", 'print "Perl $^V"'],
      ["perl", "-MLWP", "-e", 'print "LWP $LWP::VERSION"'],
    ],
    packages: ["perl", "libwww-perl", "liblwp-protocol-https-perl"],
    install: "apt-get install perl libwww-perl liblwp-protocol-https-perl",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["perl", "main.pl"],
};
