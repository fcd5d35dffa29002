import { lineComments } from "../../comment.ts";
import { code, joined, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

/** The arguments that name a path. */
export const keys = (path: readonly string[]): Source => joined(path.map(literal), ", ");

export const beginning = code`use strict;
use warnings;
use utf8;`;

export const fail = code`binmode STDOUT, ':utf8';
binmode STDERR, ':utf8';

sub fail {
    my ($exit_code, $message) = @_;
    print STDERR "$message\n";
    exit $exit_code;
}`;

export const at = code`# What stands at a path; undef where it is missing.
sub at {
    my ($value, @path) = @_;
    $value = ref $value eq 'HASH' ? $value->{$_} : undef for @path;
    return $value;
}`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`# Perl turns text into numbers and back; only a value's flags tell what it was in JSON.
sub kind {
    my ($value) = @_;
    return JSON::PP::is_bool($value) ? 'boolean' : 'json' if ref $value;
    my $flags = B::svref_2object(\$value)->FLAGS;
    return 'string' if $flags & B::SVp_POK;
    return $flags & B::SVp_IOK ? 'integer' : 'number';
}

# What stands at a path of the answer; undef where it is missing. Another type than expected ends the program.
sub read_at {
    my ($type, $value, @path) = @_;
    $value = at($value, @path);
    return $value if !defined $value || $type eq 'json';
    my $kind = kind($value);
    $kind = 'number' if $kind eq 'integer' && $type eq 'number';
    fail(4, 'Unexpected value at ' . join('.', @path) . ": $value") if $kind ne $type;
    return $value;
}

sub read_list {
    my ($type, $value, @path) = @_;
    my $list = at($value, @path);
    return undef if !defined $list;
    fail(4, 'No list at ' . join('.', @path) . ": $list") if ref $list ne 'ARRAY';
    return [map { read_at($type, $_) } @$list];
}

my $json = JSON::PP->new->allow_nonref;

sub show {
    my ($label, $value) = @_;
    print "$label = ", $json->encode($value), "\n";
}`;
