import { lineComments } from "../../comment.ts";
import { code, ours, type Source } from "../../source.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

export const project = ours(`<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
    <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
  </PropertyGroup>

  <ItemGroup>
    <Compile Include="Program.fs" />
  </ItemGroup>

</Project>`);

export const failure = code`exception Failure of exitCode: int * message: string

let fail exitCode message = raise (Failure(exitCode, message))`;

export const at = code`/// What stands at a path of the answer; None where it is missing.
let rec at path (value: JsonElement) =
    match path with
    | [] -> if value.ValueKind = JsonValueKind.Null then None else Some value
    | _ when value.ValueKind <> JsonValueKind.Object -> None
    | key: string :: rest ->
        match value.TryGetProperty key with
        | true, inner -> at rest inner
        | _ -> None`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`/// A value of the answer as the type expected there; None where it is missing. Another type ends the program.
let read<'T> path answer =
    let convert (value: JsonElement) =
        try
            value.Deserialize<'T>()
        with :? JsonException ->
            let place = String.concat "." path
            fail 4 $"Unexpected value at {place}: {value.GetRawText()}"

    at path answer |> Option.map convert

let show label (value: 'T option) =
    let text =
        match value with
        | Some value -> JsonSerializer.Serialize value
        | None -> "null"

    Console.WriteLine $"{label} = {text}"`;
