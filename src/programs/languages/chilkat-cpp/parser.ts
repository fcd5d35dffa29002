import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, fail } from "../cpp/layout.ts";
import { answerReaders, parse } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.cpp",
    source: code`// C++17 with Chilkat.
${parserHeading(parsing, comment, "//")}
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <CkJsonArray.h>
#include <CkJsonObject.h>

namespace {

${fail}

${parse}

${answerReaders(parsing.shape)}
} // namespace

int main()
{
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    Value answer;
    if (!parse(text, answer)) fail(4, "Standard input is not JSON.");
    ${variableLines(parsing.shape)}
    return 0;
}`,
  },
];
