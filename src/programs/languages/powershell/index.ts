import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";

const command = ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive"];

export const powershell: Language = {
  id: "powershell",
  name: "PowerShell",
  client: "Invoke-WebRequest, built in",
  toolchain: {
    versions: [[...command, "-Version"]],
    packages: [],
    install: "PowerShell 7.5 or newer: dotnet tool install --global PowerShell",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: [...command, "-File", "main.ps1"],
};
