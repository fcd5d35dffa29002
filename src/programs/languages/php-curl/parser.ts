import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, fail, readers } from "./parts.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.php",
    source: code`<?php

// PHP 8.1 or newer.
${parserHeading(parsing, comment, "//")}

declare(strict_types=1);

${fail}

${readers}
try {
    // An integer beyond 64 bits becomes a string, and is refused below, rather than a rounded number.
    $answer = json_decode(stream_get_contents(STDIN), false, 512, JSON_BIGINT_AS_STRING | JSON_THROW_ON_ERROR);
} catch (JsonException $exception) {
    fail(4, 'Standard input is not JSON: ' . $exception->getMessage());
}
${variableLines(parsing.shape)}`,
  },
];
