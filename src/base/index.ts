// base: the few words that every room shares.
// It refuses to know any other room, the machine (no node:*) and Zoom.
// Start reading at exchange.ts (one HTTP call as plain data) and errors.ts (what an error must say).
export { allOf, atMost, type BytePieces } from "./byte-pieces.ts";
export { type Clock, systemClock } from "./clock.ts";
export { defineErrors, type ErrorKind, type ExitCode, exits, RollcallError } from "./errors.ts";
export { exactJson, type ExactValue } from "./exact-json.ts";
export {
  type Answer,
  type AnswerStream,
  bodyText,
  type Exchange,
  type HeaderPairs,
  type RequestHeaders,
} from "./exchange.ts";
export { redactHeaders, redactText } from "./redact.ts";
export { redactEmails } from "./redact-emails.ts";
export { randomFrom } from "./random-from.ts";
