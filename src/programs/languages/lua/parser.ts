import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, fail, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.lua",
    source: code`#!/usr/bin/env lua
-- Lua 5.1 or newer with dkjson.
${parserHeading(parsing, comment, "--")}
local json = require "dkjson"

${fail}

${parse}

${readers}

local answer, problem = parse(io.read("*a"))
if answer == nil then fail(4, "Standard input is not JSON: " .. problem) end
${variableLines(parsing.shape)}`,
  },
];
