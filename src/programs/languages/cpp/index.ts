import type { Language } from "../../program.ts";
import { comment, layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

const compile = ["g++", "-std=c++17", "-O0", "-Wall", "-Wextra"] as const;

/** The headers, which take most of the time, are compiled once. */
const buildAll = `set -e
printf '#include <%s>\n' curl/curl.h nlohmann/json.hpp > all.hpp
${compile.join(" ")} -x c++-header -o all.hpp.gch all.hpp
for program in "$@"; do
  (cd "$program" && ${compile.join(" ")} -include ../all.hpp -o main main.cpp -lcurl)
done
`;

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
  build: [...compile, "-o", "main", "main.cpp", "-lcurl"],
  buildMany: (directories) => ({
    file: { name: "build.sh", text: buildAll },
    command: ["bash", "build.sh", ...directories],
  }),
  run: ["./main"],
};
