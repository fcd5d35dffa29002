import { lineComments } from "../../comment.ts";
import { code, joined, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

export const keys = (path: readonly string[]): Source => code`@[${joined(path.map(literal), ", ")}]`;

export const fail = code`proc fail(exitCode: int, message: string) {.noreturn.} =
  stderr.writeLine message
  quit exitCode`;

export const at = code`proc at(value: JsonNode, path: seq[string]): JsonNode =
  ## What stands at a path; JNull where it is missing.
  result = value
  for key in path:
    result = if result.kind == JObject: result.getOrDefault(key) else: nil
    if result == nil: return newJNull()`;

/** The procedures that read typed values from an answer and print them. */
export const readers = code`proc read[T](answer: JsonNode, path: seq[string]): Option[T] =
  ## What stands at a path of the answer; none where it is missing. Another type than expected ends the program.
  let value = at(answer, path)
  if value.kind == JNull: return none(T)
  when T is string:
    if value.kind == JString: return some(value.getStr)
  elif T is int64:
    if value.kind == JInt: return some(value.getBiggestInt)
  elif T is float:
    if value.kind in {JInt, JFloat}: return some(value.getFloat)
  elif T is bool:
    if value.kind == JBool: return some(value.getBool)
  else:
    return some(value)
  fail(4, "Unexpected value at " & path.join(".") & ": " & $value)

proc readList[T](answer: JsonNode, path: seq[string]): Option[seq[Option[T]]] =
  let value = at(answer, path)
  if value.kind == JNull: return
  if value.kind != JArray: fail(4, "No list at " & path.join(".") & ": " & $value)
  some(value.getElems.mapIt(read[T](it, @[])))

proc toJson[T](value: T): JsonNode =
  when T is JsonNode: value
  elif T is Option:
    if value.isSome: toJson(value.get) else: newJNull()
  elif T is seq:
    result = newJArray()
    for item in value: result.add toJson(item)
  else: %value

proc show[T](label: string, value: T) =
  echo label, " = ", toJson(value)`;
