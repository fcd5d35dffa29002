import { installOnce, npmInstall, npmVersions } from "../../npm.ts";
import type { Language } from "../../program.ts";
import { comment } from "../javascript/layout.ts";
import { parser } from "./parser.ts";
import { literal } from "../javascript/literal.ts";
import { checkAll, layout, literalProbe, packages } from "./layout.ts";

export const typescript: Language = {
  id: "typescript",
  name: "TypeScript",
  client: "fetch, built in; checked by tsc, run by Node.js as it is",
  toolchain: {
    versions: [["node", "--version"], npmVersions(packages)],
    packages: [],
    install: "Node.js 22.18 or newer with npm from https://nodejs.org, and npm's registry within reach",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: npmInstall,
  buildMany: installOnce(packages, checkAll),
  run: ["node", "main.ts"],
};
