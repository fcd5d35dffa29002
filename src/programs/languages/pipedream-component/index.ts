import { installOnce, npmInstall, npmVersions } from "../../npm.ts";
import type { Language } from "../../program.ts";
import { comment } from "../javascript/layout.ts";
import { literal } from "../javascript/literal.ts";
import { layout, literalProbe, packages } from "./layout.ts";

export const pipedreamComponent: Language = {
  id: "pipedream-component",
  name: "Pipedream step",
  client: "component with axios of @pipedream/platform, run outside Pipedream",
  toolchain: {
    versions: [["node", "--version"], npmVersions(packages)],
    packages: [],
    install: "Node.js 22 or newer with npm from https://nodejs.org, and npm's registry within reach",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser: { sameAs: "javascript" },
  literalProbe,
  build: npmInstall,
  buildMany: installOnce(packages),
  run: ["node", "run.mjs"],
};
