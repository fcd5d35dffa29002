import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

/** The crates are compiled once, for the first program; only a newer file tells Cargo that the next is another. */
const buildAll = `set -e
for program in "$@"; do
  (cd "$program" && touch src/main.rs && cargo build --quiet --target-dir ../target && mkdir -p target/debug && cp ../target/debug/main target/debug/)
done
`;

const debian = "/usr/share/cargo/registry";

/** Debian's packages hold the crates' sources. */
const settings = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "${debian}"
`;

export const rust: Language = {
  id: "rust",
  name: "Rust",
  client: "ureq and serde_json",
  toolchain: {
    versions: [
      ["rustc", "--version"],
      ["cargo", "--version"],
      ["test", "-d", debian],
    ],
    packages: ["rustc", "cargo", "librust-ureq-dev", "librust-serde-json-dev"],
    install: "apt-get install rustc cargo librust-ureq-dev librust-serde-json-dev",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  buildSettings: { name: ".cargo/config.toml", text: settings },
  build: ["cargo", "build", "--quiet"],
  buildMany: (directories) => ({
    file: { name: "build.sh", text: buildAll },
    command: ["bash", "build.sh", ...directories],
  }),
  run: ["target/debug/main"],
};
