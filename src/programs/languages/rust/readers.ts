import { lineComments } from "../../comment.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

export const keys = (path: readonly string[]): Source => code`&[${joined(path.map(literal), ", ")}]`;

/** Cargo.toml: name and version of each crate. */
export const manifest = (crates: readonly string[]): Source => code`[package]
name = "main"
version = "0.1.0"
edition = "2021"

[dependencies]
${crates.map(ours)}
`;

export const fail = code`fn fail(exit_code: i32, message: &str) -> ! {
    eprintln!("{message}");
    exit(exit_code)
}`;

export const at = code`/// What stands at a path; None where it is missing.
fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |inner, key| inner.get(key)).filter(|found| !found.is_null())
}`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`/// What stands at a path of the answer; None where it is missing. Another type than expected ends the program.
fn read<T: DeserializeOwned>(answer: &Value, path: &[&str]) -> Option<T> {
    at(answer, path).map(|value| match T::deserialize(value) {
        Ok(found) => found,
        Err(error) => fail(4, &format!("Unexpected value at {}: {error}", path.join("."))),
    })
}

fn show<T: Serialize>(label: &str, value: &T) {
    println!("{label} = {}", json!(value));
}`;
