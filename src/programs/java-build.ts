import type { Language } from "./program.ts";

const javaBuild = (classPath: string): string => `import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

public final class BuildAll {
    public static void main(String[] directories) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        for (String directory : directories) {
            List<String> arguments =
                List.of("-encoding", "UTF-8", "-cp", "${classPath}", "-d", directory, directory + "/Main.java");
            if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
                System.exit(1);
            }
        }
    }
}
`;

/** A compiler that has run once is warm: the next programs take a quarter of the time. */
export const buildManyJava =
  (classPath: string): NonNullable<Language["buildMany"]> =>
  (directories) => ({
    file: { name: "BuildAll.java", text: javaBuild(classPath) },
    command: ["java", "BuildAll.java", ...directories],
  });
