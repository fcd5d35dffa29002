import { buildManyJava } from "../../java-build.ts";
import type { Language } from "../../program.ts";
import { literal } from "../java/literal.ts";
import { comment, literalProbe } from "../java/parts.ts";
import { layout } from "./layout.ts";

const jars = ["gson", "okhttp", "okio"].map((name) => `/usr/share/java/${name}.jar`);

export const javaOkhttp: Language = {
  id: "java-okhttp",
  name: "Java",
  client: "OkHttp and Gson",
  toolchain: {
    versions: [["javac", "-version"], ...jars.map((jar) => ["test", "-f", jar])],
    packages: ["openjdk-17-jdk-headless", "libgoogle-gson-java", "libokhttp-java"],
    install: "apt-get install openjdk-17-jdk-headless libgoogle-gson-java libokhttp-java",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser: { sameAs: "java" },
  literalProbe,
  build: ["javac", "-encoding", "UTF-8", "-Xlint:all", "-cp", jars.join(":"), "Main.java"],
  buildMany: buildManyJava(jars.join(":")),
  run: ["java", "-cp", [".", ...jars].join(":"), "Main"],
};
