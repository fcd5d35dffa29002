import { buildDotnet, buildManyDotnet } from "../../dotnet.ts";
import type { Language } from "../../program.ts";
import { comment, literalProbe } from "../vbnet/layout.ts";
import { literal } from "../vbnet/literal.ts";
import { layout } from "./layout.ts";
import { standInFiles } from "./stand-in.ts";

export const chilkatVbnet: Language = {
  id: "chilkat-vbnet",
  name: "VB.NET",
  client: "Chilkat",
  toolchain: {
    versions: [["dotnet", "--version"]],
    packages: [],
    install: "the .NET 10 SDK from https://dot.net",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser: { sameAs: "vbnet" },
  literalProbe,
  standIn: { files: standInFiles, build: buildDotnet },
  build: buildDotnet,
  buildMany: buildManyDotnet,
  run: ["dotnet", "out/main.dll"],
};
