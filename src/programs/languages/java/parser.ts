import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { comment, imports } from "./parts.ts";
import { failure, gson, parse, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "Main.java",
    source: code`// Java 17 or newer with Gson.
${parserHeading(parsing, comment, "//")}
${imports([])}

public final class Main {
    ${gson}

    ${failure}

    ${parse}

    ${readers}

    static void run() {
        JsonElement answer;
        try {
            answer = parse(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | JsonParseException error) {
            throw new Failure(4, "Standard input is not JSON: " + error.getMessage());
        }
        ${variableLines(parsing.shape)}
    }
}`,
  },
];
