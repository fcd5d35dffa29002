import type { Language } from "./program.ts";
import { code, joined, ours, type Source } from "./source.ts";

/** Packages of npm with their exact versions. */
export type NpmPackages = Readonly<Record<string, string>>;

const specifiers = (packages: NpmPackages): readonly string[] =>
  Object.entries(packages).map(([name, version]) => `${name}@${version}`);

/** A program's package.json; `prepare` is what `npm install` runs when the packages are there. */
export const packageJson = (packages: NpmPackages, prepare?: string): Source => {
  const lines = Object.entries(packages).map(([name, version]) => ours(`"${name}": "${version}"`));
  return code`{
  "private": true,
  "type": "module",
  ${prepare === undefined ? ours("") : ours(`"scripts": { "prepare": "${prepare}" },`)}
  "dependencies": {
    ${joined(lines, ",\n")}
  }
}`;
};

export const npmInstall = ["npm", "install"] as const;

/**
 * Says which packages are in use when they are in npm's cache or can be fetched, and fails at once when neither is so:
 * without a network the toolchain is missing, not the program broken. Later calls take a third of a second.
 */
export const npmVersions = (packages: NpmPackages): readonly string[] => {
  const names = specifiers(packages);
  return ["npm", "exec", "--yes", "--prefer-offline", "--fetch-retries=0"].concat(
    names.map((name) => `--package=${name}`),
    `--call=echo ${names.join(" ")}`,
  );
};

/** One installation in the directory above, where all programs find it. */
export const installOnce =
  (packages: NpmPackages, prepare?: string): NonNullable<Language["buildMany"]> =>
  () => ({
    file: { name: "package.json", text: `${packageJson(packages, prepare).text}\n` },
    command: [...npmInstall, "--prefer-offline", "--no-audit", "--no-fund"],
  });
