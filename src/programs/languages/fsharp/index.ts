import { buildDotnet, buildManyDotnet } from "../../dotnet.ts";
import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const fsharp: Language = {
  id: "fsharp",
  name: "F#",
  client: "HttpClient and System.Text.Json, .NET",
  toolchain: { versions: [["dotnet", "--version"]], packages: [], install: "the .NET 10 SDK from https://dot.net" },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: buildDotnet,
  buildMany: buildManyDotnet,
  run: ["dotnet", "out/main.dll"],
};
