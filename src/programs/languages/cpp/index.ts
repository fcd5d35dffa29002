import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

export const cpp: Language = {
  id: "cpp",
  name: "C++",
  client: "libcurl and nlohmann/json",
  toolchain: {
    versions: [
      ["g++", "--version"],
      ["curl-config", "--version"],
      ["test", "-f", "/usr/include/nlohmann/json.hpp"],
    ],
    packages: ["g++", "libcurl4-openssl-dev", "nlohmann-json3-dev"],
    install: "apt-get install g++ libcurl4-openssl-dev nlohmann-json3-dev",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: ["g++", "-std=c++17", "-O0", "-Wall", "-Wextra", "-o", "main", "main.cpp", "-lcurl"],
  run: ["./main"],
};
