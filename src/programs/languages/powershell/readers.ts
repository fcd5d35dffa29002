import { code, joined, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** A path as an array, a single key and none at all too. */
export const keys = (path: readonly string[]): Source => code`@(${joined(path.map(literal), ", ")})`;

export const quit = code`function Stop-Program($ExitCode, $Message) {
    [Console]::Error.WriteLine($Message)
    exit $ExitCode
}`;

export const readers = code`# What JSON says, names with regard to case and dates as they are written; nothing where it is none.
function ConvertFrom-Answer($Text) {
    # ConvertFrom-Json takes more than JSON.
    if (-not $Text -or -not (Test-Json -Json $Text -ErrorAction Ignore)) { return $null }
    $value = ConvertFrom-Json -InputObject $Text -AsHashtable -NoEnumerate -DateKind String -Depth 1000
    , $value # the comma keeps a list whole
}

function Get-At($Value, $Path) {
    foreach ($key in $Path) {
        $Value = $Value -is [Collections.IDictionary] -and $Value.Contains($key) ? $Value[$key] : $null
    }
    , $Value
}

# What stands at a path of the answer; nothing where it is missing. Another type than expected ends the program.
function Read-At($Value, $Path, [type[]]$Types) {
    $found = Get-At $Value $Path
    if ($null -ne $found -and $Types -and -not ($Types | Where-Object { $found -is $_ })) {
        Stop-Program 4 "Unexpected value at $($Path -join '.'): $(ConvertTo-Json -Compress -Depth 100 -InputObject $found)"
    }
    , $found
}

function Read-List($Value, $Path, [type[]]$Types) {
    $found = Read-At $Value $Path @([array])
    if ($null -eq $found) { return $null }
    $items = @(foreach ($item in $found) { Read-At $item @() $Types })
    , $items
}

function Show-Value($Label, $Value) {
    [Console]::Out.WriteLine("$Label = " + (ConvertTo-Json -Compress -Depth 100 -InputObject $Value))
}`;
