import type { Language } from "../../program.ts";
import { literalProbe } from "../php-curl/layout.ts";
import { literal } from "../php-curl/literal.ts";
import { comment } from "../php-curl/parts.ts";
import { layout } from "./layout.ts";

export const phpGuzzle: Language = {
  id: "php-guzzle",
  name: "PHP",
  client: "Guzzle",
  toolchain: {
    versions: [
      ["php", "--version"],
      ["php", "-r", "require 'GuzzleHttp/autoload.php'; echo 'Guzzle ', GuzzleHttp\\ClientInterface::MAJOR_VERSION;"],
    ],
    packages: ["php-cli", "php-curl", "php-guzzlehttp-guzzle"],
    install: "apt-get install php-cli php-curl php-guzzlehttp-guzzle",
  },
  integerBits: 64,
  literal,
  comment,
  layout,
  parser: { sameAs: "php-curl" },
  literalProbe,
  build: undefined,
  run: ["php", "main.php"],
};
