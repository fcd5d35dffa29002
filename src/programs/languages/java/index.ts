import { buildManyJava } from "../../java-build.ts";
import type { Language } from "../../program.ts";
import { layout } from "./layout.ts";
import { literal } from "./literal.ts";
import { comment, literalProbe } from "./parts.ts";
import { parser } from "./parser.ts";

const gson = "/usr/share/java/gson.jar";

export const java: Language = {
  id: "java",
  name: "Java",
  client: "java.net.http and Gson",
  toolchain: {
    versions: [
      ["javac", "-version"],
      ["test", "-f", gson],
    ],
    packages: ["openjdk-17-jdk-headless", "libgoogle-gson-java"],
    install: "apt-get install openjdk-17-jdk-headless libgoogle-gson-java",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: ["javac", "-encoding", "UTF-8", "-Xlint:all", "-cp", gson, "Main.java"],
  buildMany: buildManyJava(gson),
  run: ["java", "-cp", `.:${gson}`, "Main"],
};
