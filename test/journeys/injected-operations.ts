import type { Operation, Schema } from "#catalog";
import { markerFile } from "#prover";

type Random = (below: number) => number;

/** Their content must never go over the wire. */
const files = ["/etc/hostname", "/etc/passwd", "main.sh", "package.json"];

/** What leaves the marker behind where a language runs it. */
const payloads: readonly string[] = [
  `touch ${markerFile}`,
  `$(touch ${markerFile})`,
  `\`touch ${markerFile}\``,
  `system("touch ${markerFile}")`,
  `system('touch ${markerFile}')`,
  `exec("touch ${markerFile}")`,
  `%x(touch ${markerFile})`,
  `#{system("touch ${markerFile}")}`,
  `\${Runtime.getRuntime().exec("touch ${markerFile}")}`,
  `"touch ${markerFile}".execute()`,
  `__import__("os").system("touch ${markerFile}")`,
  `{__import__('os').system('touch ${markerFile}')}`,
  `require("child_process").execSync("touch ${markerFile}")`,
  `\${require('node:fs').writeFileSync('${markerFile}','')}`,
  `@{[system("touch ${markerFile}")]}`,
  `[exec touch ${markerFile}]`,
  `os.execute("touch ${markerFile}")`,
  `file_put_contents('${markerFile}','')`,
  `{$f('touch ${markerFile}')}`,
  `\${System.IO.File.Create("${markerFile}")}`,
  `{System.IO.File.Create("${markerFile}")}`,
  `std::system("touch ${markerFile}")`,
  `System.cmd("touch", ["${markerFile}"])`,
  `#{System.cmd("touch", ["${markerFile}"])}`,
  `file.create("${markerFile}")`,
  `staticExec("touch ${markerFile}")`,
  `include!("/etc/hostname")`,
  `#include "/etc/hostname"`,
  "#embed </etc/hostname>",
  ...files.flatMap((file) => [`@${file}`, `<${file}`, `:@${file}`, `=@${file}`]),
];

/** What ends a literal, a comment or a line of some language. */
const closers: readonly string[] = [
  "",
  "'",
  '"',
  "`",
  "'''",
  '"""',
  "\\'",
  '\\"',
  "\\",
  "\n",
  "\r\n",
  "\r",
  "\u2028",
  "\u0085",
  "\u0000",
  "*/",
  "-->",
  "?>",
  "]]",
  "]=]",
  ")'",
  ')"',
  ')--"',
  '"#',
  '"##',
  "}",
  "})",
  "|]",
  "\nEOF\n",
  "\nEOT\n",
  "%>",
  "”",
  "’",
  "''",
  '""',
  "\\\\'",
  '\\\\"',
  "$",
  "#",
  "@",
  "%",
  "\u001a",
  "\u202e",
  "\\u0022",
  "\\x27",
  "&quot;",
];
const joiners: readonly string[] = [
  "",
  ";",
  " + ",
  " . ",
  " & ",
  " && ",
  " || ",
  " | ",
  "\n",
  ", ",
  ") ",
  " .. ",
  " <> ",
];

export const makeInjection = (random: Random): string => {
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? "";
  return [pick(closers), pick(joiners), pick(payloads), pick(joiners), pick(closers)].join("");
};

const text: Schema = { type: "string" };

const many = (count: number, random: Random): readonly string[] =>
  Array.from({ length: count }, () => makeInjection(random));

/** A path with a brace in it would name a parameter. */
const inPath = (one: string): string => one.replaceAll(/[{}]/g, "");

/** Everything in an operation that a stranger may have written. */
const operation = (id: string, random: Random, body: NonNullable<Operation["body"]>): Operation => {
  const [name = "", description = "", folder = "", path = "", header = "", query = ""] = many(6, random);
  // PHP's objects hold no key that begins with U+0000: its program ends with 4 there, as it should.
  const fields = many(40, random).map((field) => [field.replace(/^\0+/, ""), text] as const);
  return {
    id: `injected:${id}`,
    api: "injected",
    name,
    description,
    method: "POST",
    servers: [`https://api.example.com/${inPath(makeInjection(random)).replaceAll("/", "")}`],
    path: `/${inPath(path)}/{id}`,
    folders: [folder],
    parameters: [
      { name: "id", in: "path", required: true, schema: text, example: many(12, random).join("|") },
      { name: query, in: "query", required: true, schema: text, example: many(12, random).join("|") },
      { name: "X-Note", in: "header", required: true, schema: text, example: header },
    ],
    body,
    auth: { scheme: "bearer", environment: makeInjection(random) },
    answers: [
      {
        name,
        status: 200,
        headers: [],
        contentType: "application/json",
        schema: { type: "object", properties: Object.fromEntries(fields) },
      },
      { name, status: 400, headers: [], body: JSON.stringify({ code: 1, message: makeInjection(random) }) },
    ],
    errors: [],
    prerequisites: many(2, random),
    source: { kind: "postman", where: name },
    repairs: [],
  };
};

/** Operations that hold some hundreds of injections, in each kind of body. */
export const injectedOperations = (random: Random): readonly Operation[] => {
  const entries = many(60, random).map((key) => [key, makeInjection(random)] as const);
  const formField = (name: string) => ({
    name,
    kind: "text" as const,
    required: true,
    schema: text,
    example: makeInjection(random),
  });
  return [
    operation("json", random, {
      kind: "json",
      contentType: "application/json",
      schema: { type: "object" },
      example: JSON.stringify(Object.fromEntries(entries)),
    }),
    operation("multipart", random, { kind: "multipart", fields: many(40, random).map(formField) }),
    operation("raw", random, { kind: "raw", contentType: "text/plain", example: many(60, random).join("\n") }),
  ];
};
