import { parserHeading } from "../../heading.ts";
import type { ParserLayout } from "../../program.ts";
import { code } from "../../source.ts";
import { at, comment, fail, manifest, readers } from "./readers.ts";
import { variableLines } from "./variables.ts";

export const parser: ParserLayout = (parsing) => [
  { name: "Cargo.toml", source: manifest(['serde = "1"', 'serde_json = "1"']) },
  {
    name: "src/main.rs",
    source: code`// Rust 1.63 or newer; Cargo.toml names the crates.
${parserHeading(parsing, comment, "//")}
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use std::io::stdin;
use std::process::exit;

${fail}

${at}

${readers}

fn main() {
    let answer: Value = match serde_json::from_reader(stdin()) {
        Ok(value) => value,
        Err(error) => fail(4, &format!("Standard input is not JSON: {error}")),
    };
    ${variableLines(parsing.shape)}
}`,
  },
];
