import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code, type Source } from "../../source.ts";
import { comment, failure, imports, main, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  {
    name: "Main.groovy",
    source: code`// Groovy 2.4 or newer with Gson.
${parserHeading(parsing, comment, "//")}
${imports([])}

${failure}

@CompileStatic
class Main {
    ${main}

    ${readers}

    static void run() {
        JsonElement answer
        try {
            answer = parse(new String(System.in.bytes, StandardCharsets.UTF_8))
        } catch (Exception error) {
            throw new Failure(4, "Standard input is not JSON: $error.message")
        }
        ${variableLines(parsing.shape)}
    }
}`,
  },
];

/** Methods of 200 texts: a method has a limited size. */
const perMethod = 200;

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => {
  const methods = Array.from({ length: Math.ceil(texts.length / perMethod) }, (_one, index) => index);
  return [
    {
      name: "Main.groovy",
      source: code`@groovy.transform.CompileStatic
class Main {
    static PrintStream printed = new PrintStream(System.out, false, 'UTF-8')

    static void main(String[] arguments) {
        ${methods.map((index) => code`put${index}()`)}
        printed.flush()
    }

    ${methods.map(
      (index) => code`static void put${index}() {
    ${texts.slice(perMethod * index, perMethod * (index + 1)).map((text) => code`printed.print(${text} + '\036')`)}
}
`,
    )}
}
`,
    },
  ];
};
