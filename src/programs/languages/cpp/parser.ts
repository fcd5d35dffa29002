import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail } from "./layout.ts";
import { answerReaders } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.cpp",
    source: code`// C++17 with nlohmann/json.
${parserHeading(parsing, comment, "//")}
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

using namespace std::string_literals;
using nlohmann::json;

namespace {

${fail}

${at}

${answerReaders(parsing.shape)}
} // namespace

int main()
{
    json answer;
    try {
        answer = json::parse(std::cin);
    } catch (const json::exception &error) {
        fail(4, "Standard input is not JSON: "s + error.what());
    }
    ${variableLines(parsing.shape)}
    return 0;
}`,
  },
];
