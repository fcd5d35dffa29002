import type { Language } from "../../program.ts";
import { layout, literalProbe } from "./layout.ts";
import { literal } from "./literal.ts";
import { parser } from "./parser.ts";
import { comment } from "./readers.ts";

export const lua: Language = {
  id: "lua",
  name: "Lua",
  client: "lua-http and dkjson",
  toolchain: {
    versions: [
      ["lua5.2", "-v"],
      ["lua5.2", "-e", "print('lua-http ' .. require('http.version').version)"],
      ["lua5.2", "-e", "print(require('dkjson').version)"],
    ],
    // Of Debian's Lua versions it is the newest for which lua-http has all its parts.
    packages: ["lua5.2", "lua-http", "lua-dkjson"],
    install: "apt-get install lua5.2 lua-http lua-dkjson",
  },
  integerBits: 53,
  literal,
  comment,
  layout,
  parser,
  literalProbe,
  build: undefined,
  run: ["lua5.2", "main.lua"],
};
