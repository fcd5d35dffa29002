import type { Language } from "../../program.ts";
import { literalProbe } from "../python/layout.ts";
import { literal } from "../python/literal.ts";
import { comment } from "../python/parts.ts";
import { layout } from "./layout.ts";

export const pythonRequests: Language = {
  id: "python-requests",
  name: "Python",
  client: "Requests",
  toolchain: {
    versions: [
      ["python3", "--version"],
      ["python3", "-c", "import requests; print('Requests', requests.__version__)"],
    ],
    packages: ["python3", "python3-requests"],
    install: "apt-get install python3 python3-requests",
  },
  integerBits: "any",
  literal,
  comment,
  layout,
  parser: { sameAs: "python" },
  literalProbe,
  build: undefined,
  run: ["python3", "main.py"],
};
