import { lineComments } from "../../comment.ts";
import { code, joined, type Source } from "../../source.ts";
import { fieldName } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

export const keys = (path: readonly string[]): Source => code`c(${joined(path.map(fieldName), ", ")})`;

export const fail = code`fail <- function(exit_code, ...) {
  message(...)
  quit(save = "no", status = exit_code)
}`;

export const at = code`# What stands at a path; NULL where it is missing.
at <- function(value, path) {
  for (key in path) {
    index <- if (is.list(value)) match(key, names(value)) else NA # by [[key]] an empty key would not be found
    value <- if (is.na(index)) NULL else value[[index]]
  }
  value
}`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`# Numbers are doubles: integers beyond 2^53 could be others, and are refused.
fits <- function(value, type) {
  switch(type,
    string = is.character(value),
    integer = is.numeric(value) && value == floor(value) && abs(value) < 2^53,
    number = is.numeric(value),
    boolean = is.logical(value),
    json = TRUE
  )
}

# What stands at a path of the answer; NULL where it is missing. Another type than expected ends the program.
read_at <- function(answer, path, type) {
  value <- at(answer, path)
  if (!is.null(value) && !fits(value, type)) fail(4, "Unexpected value at ", paste(path, collapse = "."), ": ", as_json(value))
  value
}

read_items <- function(answer, path, type) {
  value <- at(answer, path)
  if (is.null(value)) return(NULL)
  if (!is.list(value) || !is.null(names(value))) fail(4, "No list at ", paste(path, collapse = "."), ": ", as_json(value))
  lapply(value, read_at, path = c(), type = type)
}

# jsonlite would print 15 digits of a number; a double has up to 17.
as_json <- function(value) {
  if (is.null(value)) return("null")
  if (is.numeric(value)) return(sprintf("%.17g", value))
  if (!is.list(value)) return(as.character(toJSON(value, auto_unbox = TRUE)))
  items <- vapply(value, as_json, "")
  if (is.null(names(value))) return(paste0("[", paste(items, collapse = ","), "]"))
  keys <- vapply(names(value), as_json, "")
  paste0("{", paste(keys, items, sep = ":", collapse = ","), "}")
}

show_value <- function(label, value) cat(label, " = ", as_json(value), "\n", sep = "")`;
