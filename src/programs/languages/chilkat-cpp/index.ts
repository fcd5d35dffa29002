import type { Language } from "../../program.ts";
import { literal } from "../c/literal.ts";
import { comment } from "../cpp/layout.ts";
import { layout, literalProbe } from "./layout.ts";
import { parser } from "./parser.ts";
import { standInFiles } from "./stand-in.ts";

const compile = ["g++", "-std=c++17", "-O0", "-Wall", "-Wextra", "-I."] as const;

/** The stand-in is compiled once. */
const buildAll = `set -e
for program in "$@"; do
  (
    cd "$program"
    [ -f ../stand-in.o ] || ${compile.join(" ")} -c -o ../stand-in.o stand-in.cpp
    ${compile.join(" ")} -o main main.cpp ../stand-in.o -lcurl
  )
done
`;

export const chilkatCpp: Language = {
  id: "chilkat-cpp",
  name: "C++",
  client: "Chilkat",
  toolchain: {
    versions: [
      ["g++", "--version"],
      ["curl-config", "--version"],
      ["test", "-f", "/usr/include/nlohmann/json.hpp"],
    ],
    packages: ["g++", "libcurl4-openssl-dev", "nlohmann-json3-dev"],
    install: "the vendor's library; for its stand-in apt-get install g++ libcurl4-openssl-dev nlohmann-json3-dev",
  },
  integerBits: 64,
  holdsNul: false,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  standIn: { files: standInFiles, build: [...compile, "-o", "main", "main.cpp", "stand-in.cpp", "-lcurl"] },
  build: [...compile, "-o", "main", "main.cpp", "-lchilkat", "-lresolv", "-lpthread"],
  buildMany: (directories) => ({
    file: { name: "build.sh", text: buildAll },
    command: ["bash", "build.sh", ...directories],
  }),
  run: ["./main"],
};
