/** What the command line exits with; 6 and 7 win over 4, over 5, over 1 when several apply. */
export const exits = {
  done: 0,
  someFailed: 1,
  usage: 2,
  changesPending: 3,
  refused: 4,
  waiting: 5,
  credentials: 6,
  unreachable: 7,
} as const;

export type ExitCode = (typeof exits)[keyof typeof exits];

/** One row of a room's error table; docs/reference/errors.md is generated from these. */
export interface ErrorKind {
  /** What this error means, in one sentence. */
  readonly summary: string;
  /** What to do about it. */
  readonly fix: string;
  readonly exit: ExitCode;
}

/** An error that a user may see. `message` says what happened and where (row, line, field, URL); `fix` what to do. */
export class RollcallError extends Error {
  readonly code: string;
  readonly fix: string;
  readonly exit: ExitCode;

  constructor(code: string, kind: ErrorKind, detail: string, options: { cause?: unknown; fix?: string } = {}) {
    super(detail, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "RollcallError";
    this.code = code;
    this.fix = options.fix ?? kind.fix;
    this.exit = kind.exit;
  }
}

/**
 * Declares a room's errors.
 * @example
 * const errors = defineErrors({ RC_CLIENT_TOKEN: { summary: "…", fix: "…", exit: exits.credentials } });
 * throw errors.make("RC_CLIENT_TOKEN", "zoom.us refused client id abc");
 */
export const defineErrors = <Code extends string>(
  kinds: Readonly<Record<Code, ErrorKind>>,
): {
  readonly kinds: Readonly<Record<Code, ErrorKind>>;
  make(code: Code, detail: string, options?: { cause?: unknown; fix?: string }): RollcallError;
} => ({
  kinds,
  make: (code, detail, options) => new RollcallError(code, kinds[code], detail, options),
});
