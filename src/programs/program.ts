import type { RequestPlan } from "./request-plan.ts";
import type { JsonShape } from "./response-shape.ts";
import type { Source } from "./source.ts";

/** One file of a program, named within its directory. */
export interface ProgramFile {
  readonly name: string;
  readonly text: string;
}

/** JSON to be read, and what to call it. */
export interface Parsing {
  /** Foreign text. */
  readonly title: string;
  readonly shape: JsonShape;
}

export type ParserLayout = (parsing: Parsing) => readonly { readonly name: string; readonly source: Source }[];

/** What a language is: one folder `languages/<id>/`. */
export interface Language {
  /** Begins with the language: `curl`, `cpp`, `php-curl`, `python-requests`. */
  readonly id: string;
  /** The language's name as its users write it. */
  readonly name: string;
  /** The HTTP and JSON libraries, in a few words. */
  readonly client: string;
  readonly toolchain: {
    /** Commands that print the versions in use; the first line of each is kept. All must be there. */
    readonly versions: readonly (readonly string[])[];
    /** Debian packages. */
    readonly packages: readonly string[];
    /** What to do where the packages are not enough. */
    readonly install: string;
  };
  /** The largest integer that an answer's typed variables hold exactly; beyond it a program ends with 4. */
  readonly integerBits: 53 | 64 | "any";
  /** Where text cannot hold U+0000: a literal has U+FFFD in its place. (A body is sent with it all the same.) */
  readonly holdsNul?: false;
  /** Text as an expression of the language: the only thing that prints foreign text beside comments and identifiers. */
  readonly literal: (text: string) => Source;
  readonly comment: (text: string) => readonly Source[];
  readonly layout: (plan: RequestPlan) => readonly { readonly name: string; readonly source: Source }[];
  /**
   * A program that reads JSON from standard input and fills and prints the variables of its shape, as `layout` does with
   * an answer. It exits with 0, or with 4 when the input cannot be read or holds a value of another type.
   * Another client of a language reads as that one does.
   */
  readonly parser: ParserLayout | { readonly sameAs: string };
  /** A program that writes texts to stdout, each ended by the byte 0x1E; it proves the literals. */
  readonly literalProbe: (texts: readonly Source[]) => readonly { readonly name: string; readonly source: Source }[];
  /** Settings that a build finds in a directory above the program's, where its packages are Debian's. */
  readonly buildSettings?: ProgramFile;
  /**
   * What takes the place of a vendor's library that is not to be had everywhere: files beside the program's, and the build
   * with them. Proofs made with it say so; a program itself names the vendor's library.
   */
  readonly standIn?: { readonly files: readonly ProgramFile[]; readonly build: readonly string[] };
  /** A command in the program's directory; undefined when there is nothing to build. */
  readonly build: readonly string[] | undefined;
  /**
   * Builds many programs in one go, where that is much faster: the directories lie in the one where the file is
   * written and the command is run. In each comes about what `build` makes there.
   */
  readonly buildMany?: (directories: readonly string[]) => {
    readonly file: ProgramFile;
    readonly command: readonly string[];
  };
  readonly run: readonly string[];
}

/** A whole program. */
export interface Program {
  readonly language: string;
  readonly files: readonly ProgramFile[];
  readonly build: readonly string[];
  readonly run: readonly string[];
}

/** Limits that every program keeps; the prover holds them to it. */
export const programLimits = {
  /** Sends of one request at most: 429 is the only reason for another. */
  attempts: 4,
  /** Retry-After beyond this is not waited for. */
  maxWaitSeconds: 60,
  /** Without an answer, or without the next piece of one. */
  timeoutSeconds: 20,
  maxRedirects: 5,
} as const;
