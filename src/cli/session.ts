import type { Io } from "./io.ts";
import { makeStyle, type Style } from "./print/style.ts";

/** What every command has at hand. */
export interface Session {
  readonly io: Io;
  /** For stdout. */
  readonly style: Style;
  /** How this program is called where it was called: commands to type next begin with it. */
  readonly rollcall: string;
}

export const makeSession = (io: Io): Session => ({
  io,
  style: makeStyle(io.outIsTerminal, io.env),
  rollcall: io.env["npm_command"] === undefined ? "rollcall" : "npx rollcall",
});
