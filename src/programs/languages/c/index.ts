import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const c: Language = {
  id: "c",
  name: "C",
  client: "libcurl and cJSON",
  toolchain: {
    versions: [
      ["gcc", "--version"],
      ["curl-config", "--version"],
      ["test", "-f", "/usr/include/cjson/cJSON.h"],
    ],
    packages: ["gcc", "libc6-dev", "libcurl4-openssl-dev", "libcjson-dev"],
    install: "apt-get install gcc libc6-dev libcurl4-openssl-dev libcjson-dev",
  },
  // cJSON reads every number as a double.
  integerBits: 53,
  holdsNul: false,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: ["gcc", "-std=c11", "-Wall", "-Wextra", "-o", "main", "main.c", "-lcurl", "-lcjson", "-lm"],
  run: ["./main"],
};
