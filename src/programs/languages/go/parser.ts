import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "main.go",
    source: code`// Go 1.19 or newer, standard library only.
${parserHeading(parsing, comment, "//")}
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

${fail}

${parse}

${at}

${readers}

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(4, err.Error())
	}
	answer, err := parse(text)
	if err != nil {
		fail(4, "Standard input is not JSON: "+err.Error())
	}
	${variableLines(parsing.shape)}
}`,
  },
];
