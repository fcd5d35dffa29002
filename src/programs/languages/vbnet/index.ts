import { buildDotnet, buildManyDotnet } from "../../dotnet.ts";
import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

export const vbnet: Language = {
  id: "vbnet",
  name: "VB.NET",
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
