import type { Language } from "../../program.ts";
import { layout } from "./layout.ts";
import { literal } from "./literal.ts";
import { literalProbe, parser } from "./parser.ts";
import { comment } from "./readers.ts";

const groovyJar = "/usr/share/java/groovy-all.jar";
const gson = "/usr/share/java/gson.jar";

const buildAll = `import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.CompilerConfiguration

args.each { String directory ->
    def configuration = new CompilerConfiguration(targetDirectory: new File(directory))
    configuration.classpath = System.getProperty('java.class.path')
    def unit = new CompilationUnit(configuration)
    unit.addSource(new File(directory, 'Main.groovy'))
    unit.compile()
}
`;

export const groovy: Language = {
  id: "groovy",
  name: "Groovy",
  client: "java.net.http and Gson",
  toolchain: {
    versions: [
      ["java", "-cp", groovyJar, "groovy.ui.GroovyMain", "--version"],
      ["javac", "-version"],
      ["test", "-f", gson],
    ],
    packages: ["groovy", "openjdk-17-jdk-headless", "libgoogle-gson-java"],
    install: "apt-get install groovy openjdk-17-jdk-headless libgoogle-gson-java",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  // Debian's `groovyc` looks for Java where only its default package puts it.
  build: ["java", "-cp", `${groovyJar}:${gson}`, "org.codehaus.groovy.tools.FileSystemCompiler", "Main.groovy"],
  buildMany: (directories) => ({
    file: { name: "buildAll.groovy", text: buildAll },
    command: ["java", "-cp", `${groovyJar}:${gson}`, "groovy.ui.GroovyMain", "buildAll.groovy", ...directories],
  }),
  run: ["java", "-cp", `.:${groovyJar}:${gson}`, "Main"],
};
