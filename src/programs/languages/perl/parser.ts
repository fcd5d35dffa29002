import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, beginning, comment, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.pl",
    source: code`#!/usr/bin/env perl
# Perl 5.26 or newer.
${parserHeading(parsing, comment, "#")}
${beginning}

use B ();
use JSON::PP ();

${fail}

${at}

${readers}

my $answer = eval { local $/; JSON::PP->new->utf8->allow_nonref->decode(scalar readline(STDIN) // '') };
fail(4, "Standard input is not JSON: $@") if $@;
${variableLines(parsing.shape)}`,
  },
];
