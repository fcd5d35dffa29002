import { lineComments } from "../../comment.ts";
import { code, type Source } from "../../source.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

export const fail = code`fconfigure stdout -encoding utf-8
fconfigure stderr -encoding utf-8

proc fail {exit_code message} {
    puts stderr $message
    exit $exit_code
}`;

export const at = code`# The root of a JSON text; its nodes know the types that were written.
proc parse {text} {
    return [value [[dom parse -json -jsonroot answer $text] documentElement]]
}

# The node of a value itself; nothing for null.
proc value {node} {
    if {[$node nodeType] eq "ELEMENT_NODE" && [$node jsonType] eq "NONE"} {set node [$node firstChild]}
    return [expr {[type $node] eq "null" ? "" : $node}]
}

proc type {node} {
    switch [$node jsonType] {
        STRING {return string}
        NUMBER {return [expr {[regexp {^-?\d+$} [$node nodeValue]] ? "integer" : "number"}]}
        TRUE - FALSE {return boolean}
        NULL {return null}
        ARRAY {return list}
        default {return object}
    }
}

# The node at a path; nothing where it is missing.
proc at {node path} {
    foreach key $path {
        if {$node eq "" || [type $node] ne "object"} {return ""}
        set found ""
        foreach child [$node childNodes] {
            if {[$child nodeName] eq $key} {set found [value $child]}
        }
        set node $found
    }
    return $node
}`;

/** The procedures that read typed values from an answer and print them. */
export const readers = code`proc quoted {text} {
    set escapes {\" \\\" \\ \\\\}
    for {set code 0} {$code < 32} {incr code} {lappend escapes [format %c $code] [format "\\u%04x" $code]}
    return "\"[string map $escapes $text]\""
}

proc to_json {node} {
    if {$node eq ""} {return null}
    switch [type $node] {
        object - list {return [$node asJSON]}
        string {return [quoted [$node nodeValue]]}
        default {return [$node nodeValue]}
    }
}

# What a node holds. Another type than expected ends the program.
proc typed {node path expected} {
    if {$expected eq "json"} {return [to_json $node]}
    set type [expr {$node eq "" ? "null" : [type $node]}]
    if {$type eq "integer" && $expected eq "number"} {set type number}
    if {$type ne $expected} {fail 4 "Unexpected value at [join $path .]: [to_json $node]"}
    return [$node nodeValue]
}

# Sets a variable to what stands at a path of the answer, and leaves it unset where that is missing.
proc read_at {name answer path expected} {
    upvar 1 $name variable
    unset -nocomplain variable
    set node [at $answer $path]
    if {$node ne ""} {set variable [typed $node $path $expected]}
}

# The nodes of a list; none where it is missing.
proc items {answer path} {
    set node [at $answer $path]
    if {$node eq ""} {return {}}
    if {[type $node] ne "list"} {fail 4 "No list at [join $path .]: [to_json $node]"}
    return [lmap item [$node childNodes] {value $item}]
}

proc read_list {name answer path expected} {
    upvar 1 $name variable
    unset -nocomplain variable
    if {[at $answer $path] eq ""} return
    set variable [lmap item [items $answer $path] {typed $item $path $expected}]
}

proc printed {value type} {
    return [expr {$type eq "string" ? [quoted $value] : $value}]
}

proc show {label name type} {
    upvar 1 $name variable
    puts "$label = [expr {[info exists variable] ? [printed $variable $type] : "null"}]"
}

proc show_list {label name type} {
    upvar 1 $name variable
    puts "$label = [expr {[info exists variable] ? "\[[join [lmap one $variable {printed $one $type}] ,]\]" : "null"}]"
}`;
