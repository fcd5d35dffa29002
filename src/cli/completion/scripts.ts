// Each script finds out which command is being typed, then offers what may follow. The words of the tree are letters,
// digits and dashes, and stand between quotes all the same: descriptions hold anything.
import type { CompletedCommand, CompletedOption, Values } from "./command-tree.ts";

type Tree = readonly CompletedCommand[];

/** For bash and zsh: nothing is special in it. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const fishQuote = (text: string): string => `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;

const indent = (lines: readonly string[], by: string): string => lines.map((line) => `${by}${line}`).join("\n");

/** `rollcall users list`, as the command so far and the word that goes on from it. */
const stepsOf = (tree: Tree): string =>
  tree.flatMap(({ words, subcommands }) => subcommands.map(({ name }) => quote(`${words} ${name}`))).join("|");

const withValue = (tree: Tree): { readonly words: string; readonly flag: string; readonly values: Values }[] =>
  tree.flatMap(({ words, options }) =>
    options.flatMap(({ flag, values }) => (values === undefined ? [] : [{ words, flag, values }])),
  );

const wordsIn = (values: Values): readonly string[] => (typeof values === "string" ? [] : values);

const flagsOf = (options: readonly CompletedOption[]): readonly string[] => options.map(({ flag }) => flag);

const bashValues = (values: Values): string => {
  if (values === "file") return "compopt -o default";
  return values === "unknown" ? ":" : `COMPREPLY=($(compgen -W ${quote(values.join(" "))} -- "$cur"))`;
};

const bashWords = ({ subcommands, options, values }: CompletedCommand): string => {
  const names = [...subcommands.map(({ name }) => name), ...wordsIn(values)];
  const files = values === "file" ? "; files=1" : "";
  return `words=${quote(names.join(" "))}; flags=${quote(flagsOf(options).join(" "))}${files}`;
};

const bash = (tree: Tree): string => `# Completes rollcall's command line in bash: source <(rollcall completion bash)
_rollcall() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at=rollcall i words flags files=
  COMPREPLY=()
  # bash takes --option=value for three words.
  [[ $cur == = ]] && cur=
  [[ $prev == = ]] && prev=\${COMP_WORDS[COMP_CWORD - 2]}
  [[ \${COMP_WORDS[COMP_CWORD]} == = ]] && prev=\${COMP_WORDS[COMP_CWORD - 1]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == -- ]]; then
      compopt -o default
      return
    fi
    case "$at \${COMP_WORDS[i]}" in
      ${stepsOf(tree)}) at+=" \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${indent(
  withValue(tree).map(({ words, flag, values }) => `${quote(`${words} ${flag}`)}) ${bashValues(values)}; return ;;`),
  "    ",
)}
  esac
  case "$at" in
${indent(
  tree.map((command) => `${quote(command.words)}) ${bashWords(command)} ;;`),
  "    ",
)}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [[ -n $files ]] && compopt -o default
  fi
}
complete -F _rollcall rollcall
`;

const zshPairs = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, what]) => quote(`${name.replaceAll(":", "\\:")}:${what}`)).join(" ");

const zshValues = (values: Values): string => {
  if (values === "file") return "_files";
  return values === "unknown" ? "_message 'a value'" : `compadd -- ${values.map(quote).join(" ")}`;
};

const zshWords = ({ subcommands, options, values }: CompletedCommand): string => {
  const names = [
    ...subcommands.map(({ name, what }) => [name, what] as const),
    ...wordsIn(values).map((value) => [value, value] as const),
  ];
  const flags = options.map(({ flag, what }) => [flag, what] as const);
  return `names=(${zshPairs(names)}); flags=(${zshPairs(flags)})${values === "file" ? "; files=1" : ""}`;
};

const zsh = (tree: Tree): string => `#compdef rollcall
# Completes rollcall's command line in zsh: source <(rollcall completion zsh), or a file _rollcall in $fpath.
_rollcall() {
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" at=rollcall word files=
  local -a names flags
  if [[ "$cur" == --*=* ]]; then
    prev="\${cur%%=*}"
    compset -P '*='
  fi
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ "$word" == -- ]]; then
      _files
      return
    fi
    case "$at $word" in
      ${stepsOf(tree)}) at="$at $word" ;;
    esac
  done
  case "$at $prev" in
${indent(
  withValue(tree).map(({ words, flag, values }) => `${quote(`${words} ${flag}`)}) ${zshValues(values)}; return ;;`),
  "    ",
)}
  esac
  case "$at" in
${indent(
  tree.map((command) => `${quote(command.words)}) ${zshWords(command)} ;;`),
  "    ",
)}
  esac
  if [[ "$cur" == -* ]]; then
    _describe -o option flags
  else
    (( $#names )) && _describe command names
    [[ -n "$files" ]] && _files
  fi
}
if [[ "\${funcstack[1]}" == _rollcall ]]; then
  _rollcall "$@"
else
  compdef _rollcall rollcall
fi
`;

const fishLines = ({ words, subcommands, options, values }: CompletedCommand): readonly string[] => {
  const here = `complete -c rollcall -n ${fishQuote(`__rollcall_at ${fishQuote(words)}`)}`;
  const value = (of: Values | undefined): string => {
    if (of === undefined) return "";
    if (of === "file") return " -r -F";
    return of === "unknown" ? " -x" : ` -x -a ${fishQuote(of.join(" "))}`;
  };
  return [
    ...subcommands.map(({ name, what }) => `${here} -f -a ${fishQuote(name)} -d ${fishQuote(what)}`),
    ...options.map(
      ({ flag, what, values: of }) =>
        `${here} ${flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`}${value(of)} -d ${fishQuote(what)}`,
    ),
    ...wordsIn(values).map((word) => `${here} -f -a ${fishQuote(word)}`),
    ...(values === "file" ? [`${here} -F`] : []),
  ];
};

const fishSteps = (tree: Tree): string =>
  tree.flatMap(({ words, subcommands }) => subcommands.map(({ name }) => fishQuote(`${words} ${name}`))).join(" ");

const fish = (tree: Tree): string => `# Completes rollcall's command line in fish: rollcall completion fish | source
function __rollcall_at
    set -l at rollcall
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        switch "$at $word"
            case ${fishSteps(tree)}
                set at "$at $word"
        end
    end
    test "$at" = "$argv[1]"
end
complete -c rollcall -f
${tree.flatMap(fishLines).join("\n")}
`;

/** The shells, and how the script of each is written. */
export const completionScripts = { bash, fish, zsh } as const;
