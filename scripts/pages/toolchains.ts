import { languages } from "#programs";

/** scripts/toolchains.sh */
export const toolchainsScript = (): string => {
  const packages = [...new Set(languages.flatMap(({ toolchain }) => toolchain.packages))].toSorted();
  const byHand = languages.filter(({ toolchain }) => toolchain.packages.length === 0);
  const others = new Map(byHand.map(({ toolchain, id }) => [toolchain.install, id]));
  return `#!/usr/bin/env bash
# Made by \`npm run gen\` from src/programs/languages/: what programs are built and run with.
# Installs the Debian packages (as root); --list only names them.
${[...others].map(([install, id]) => `# Not from Debian: ${id} and the like need ${install}.`).join("\n")}
set -euo pipefail

packages=(
${packages.map((name) => `  ${name}`).join("\n")}
)

if [[ \${1:-} == --list ]]; then
  printf '%s\\n' "\${packages[@]}"
else
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "\${packages[@]}"
fi
`;
};
