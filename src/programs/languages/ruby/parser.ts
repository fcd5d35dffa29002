import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, quit, readers } from "./layout.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.rb",
    source: code`#!/usr/bin/env ruby
# frozen_string_literal: true

# Ruby 3.0 or newer, standard library only.
require "json"

${parserHeading(parsing, comment, "#")}

${quit}

${readers}
begin
  answer = JSON.parse($stdin.read.force_encoding(Encoding::UTF_8))
rescue JSON::ParserError, EncodingError => error
  quit(4, "Standard input is not JSON: #{error.message}")
end
${variableLines(parsing.shape)}`,
  },
];
