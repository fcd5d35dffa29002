// cli: the command line: what is typed, what is printed, what it exits with.
// It refuses to know how things are done: it asks an Api, in this process or of a running server, and prints the answer.
// One document on stdout, everything else on stderr; secrets never in arguments; foreign text never reaches a terminal raw.
// Start reading at main.ts, then target.ts (whom a command talks to) and commands/roster-apply.ts.
export { cliErrors } from "./errors.ts";
export { main } from "./main.ts";
