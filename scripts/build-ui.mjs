// Bundles the console into dist/ui: files named by their content, and the page that names them. `--if-stale` builds only
// when a source is newer. A build never leaves the folder empty: others may be serving from it.
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";

const out = "dist/ui";
const page = join(out, "index.html");

const isStale = () => {
  if (!existsSync(page)) return true;
  const built = statSync(page).mtimeMs;
  return [...globSync("ui/**/*.{ts,tsx,css,html,svg}"), "package-lock.json"].some(
    (file) => statSync(file).mtimeMs > built,
  );
};

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();

const write = (name, bytes) => {
  const temporary = join(out, `.${name}.${process.pid}`);
  writeFileSync(temporary, bytes);
  renameSync(temporary, join(out, name));
};

const buildAll = async () => {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: ["ui/src/main.tsx", "ui/src/main.css"],
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    write: false,
    metafile: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    outdir: out,
    legalComments: "none",
    logLevel: "warning",
  });
  mkdirSync(out, { recursive: true });
  const icon = readFileSync("ui/icon.svg");
  const iconName = `icon-${hash(icon)}.svg`;
  const names = new Map(
    Object.entries(result.metafile.outputs).flatMap(([file, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, basename(file)]],
    ),
  );
  for (const { path, contents } of result.outputFiles) write(basename(path), contents);
  write(iconName, icon);
  const html = readFileSync("ui/index.html", "utf8")
    .replace("__SCRIPT__", names.get("ui/src/main.tsx"))
    .replace("__STYLE__", names.get("ui/src/main.css"))
    .replace("__ICON__", iconName);
  write("index.html", html);
  const kept = new Set(["index.html", iconName, ...result.outputFiles.map(({ path }) => basename(path))]);
  for (const name of readdirSync(out)) if (!kept.has(name)) rmSync(join(out, name), { force: true });
};

if (!process.argv.includes("--if-stale") || isStale()) {
  if (existsSync("node_modules/esbuild")) await buildAll();
  else console.error("The console is not built: run `npm ci` with its development packages.");
}
