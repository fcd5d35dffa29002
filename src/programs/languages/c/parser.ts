import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { format } from "./layout.ts";
import { at, comment, fail, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.c",
    source: code`// C11 with cJSON.
${parserHeading(parsing, comment, "//")}
#define _GNU_SOURCE

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

${fail}

${format}

${at}

${readers(parsing.shape)}

int main(void)
{
    char *text = NULL;
    size_t room = 0;
    if (getdelim(&text, &room, '\0', stdin) < 0) text = format("");
    const cJSON *answer = cJSON_ParseWithOpts(text, NULL, true);
    if (answer == NULL) fail(4, "Standard input is not JSON.");
    ${variableLines(parsing.shape)}
    return 0;
}`,
  },
];
