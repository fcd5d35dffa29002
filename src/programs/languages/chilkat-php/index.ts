import type { Language } from "../../program.ts";
import { literalProbe } from "../php-curl/layout.ts";
import { literal } from "../php-curl/literal.ts";
import { comment } from "../php-curl/parts.ts";
import { layout } from "./layout.ts";
import { standInFiles } from "./stand-in.ts";

export const chilkatPhp: Language = {
  id: "chilkat-php",
  name: "PHP",
  client: "Chilkat",
  toolchain: {
    versions: [
      ["php", "--version"],
      ["php", "-r", 'echo "curl ", curl_version()["version"];'],
    ],
    packages: ["php-cli", "php-curl"],
    install: "the vendor's extension; for its stand-in apt-get install php-cli php-curl",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser: { sameAs: "php-curl" },
  literalProbe,
  standIn: { files: standInFiles, build: [] },
  build: undefined,
  run: ["php", "main.php"],
};
