// programs: an operation and its values become a whole program in a language of the reader's choice.
// It refuses to know files, toolchains and whether a program works: that is the prover's to say.
// Foreign text reaches a program only as a literal, an identifier or a comment; source.ts makes the compiler see to it.
// Start reading at request-plan.ts (what goes over the wire), then program.ts (what a language is) and
// languages/python/ (one language, whole).
export { emitLiteralProbe, emitParser, emitProgram } from "./emit-program.ts";
export { programErrors } from "./errors.ts";
export { languages } from "./languages/index.ts";
export { literal as javascriptLiteral } from "./languages/javascript/literal.ts";
export type { ErrorShape } from "./error-shape.ts";
export { type Language, type Parsing, type Program, type ProgramFile, programLimits } from "./program.ts";
export { planRequest, type RequestPlan } from "./request-plan.ts";
export {
  responseShape,
  type JsonShape,
  type RecordList,
  type ResponseShape,
  type ValueType,
  type Variable,
} from "./response-shape.ts";
export { code, joined, ours, Source } from "./source.ts";
export { noValues, readValues, type Values } from "./values.ts";
