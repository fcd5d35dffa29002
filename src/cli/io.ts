import { stdin, stderr, stdout } from "node:process";
import { createInterface } from "node:readline/promises";

import { allOf, type BytePieces } from "#base";

/** The world outside as a command sees it. */
export interface Io {
  /** Writes to stdout; `err` to stderr. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Asks on stderr; undefined when there is no terminal to answer on. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** What comes on standard input, once. */
  readonly stdin: () => BytePieces;
  /** Calls `handler` at Ctrl-C and at SIGTERM until the returned function is called. */
  readonly onStop: (handler: (signal: "SIGINT" | "SIGTERM") => void) => () => void;
}

const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: stdin, output: stderr });
  // Ctrl-C and Ctrl-D are answers too: without this the question would never end.
  const { promise: left, resolve } = Promise.withResolvers<string>();
  const leave = (): void => {
    stderr.write("\n");
    resolve("");
  };
  lines.once("SIGINT", leave).once("close", leave);
  try {
    return await Promise.race([lines.question(question), left]);
  } finally {
    lines.off("close", leave).close();
  }
};

const readStdin = async function* (): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) if (chunk instanceof Uint8Array) yield chunk;
};

/** All of standard input as text. */
export const stdinText = async (io: Pick<Io, "stdin">): Promise<string> => {
  return Buffer.from(await allOf(io.stdin())).toString("utf8");
};

const onStop: Io["onStop"] = (handler) => {
  process.on("SIGINT", handler).on("SIGTERM", handler);
  return () => {
    process.off("SIGINT", handler).off("SIGTERM", handler);
  };
};

/** This process. */
export const processIo = (): Io => ({
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  outIsTerminal: stdout.isTTY,
  errIsTerminal: stderr.isTTY,
  env: process.env,
  cwd: process.cwd(),
  ask: stdin.isTTY && stderr.isTTY ? ask : undefined,
  stdin: readStdin,
  onStop,
});
