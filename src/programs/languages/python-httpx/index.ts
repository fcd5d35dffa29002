import type { Language } from "../../program.ts";
import { literalProbe } from "../python/layout.ts";
import { literal } from "../python/literal.ts";
import { comment } from "../python/parts.ts";
import { layout } from "./layout.ts";

export const pythonHttpx: Language = {
  id: "python-httpx",
  name: "Python",
  client: "HTTPX",
  toolchain: {
    versions: [
      ["python3", "--version"],
      ["python3", "-c", "import httpx; print('HTTPX', httpx.__version__)"],
    ],
    packages: ["python3", "python3-httpx"],
    install: "apt-get install python3 python3-httpx",
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
