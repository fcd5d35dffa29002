import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { comment } from "./parts.ts";
import { parser } from "./parser.ts";
import { literal } from "./literal.ts";

export const phpCurl: Language = {
  id: "php-curl",
  name: "PHP",
  client: "curl extension",
  toolchain: {
    versions: [
      ["php", "--version"],
      ["php", "-r", 'echo "curl ", curl_version()["version"];'],
    ],
    packages: ["php-cli", "php-curl"],
    install: "apt-get install php-cli php-curl",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["php", "main.php"],
};
