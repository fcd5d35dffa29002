/** Whoever runs what a value says leaves a file of this name behind. */
export const markerFile = "value-became-code";

const touch = `touch ${markerFile}`;

/** Texts that became code, another text or a file's content in generators that are in use. */
export const nastyTexts: readonly string[] = [
  'O\'Brien "the" boss',
  `'; ${touch}; '`,
  `"; ${touch}; "`,
  `$(${touch})`,
  `\`${touch}\``,
  `\${${touch}}`,
  `#{\`${touch}\`}`,
  `{$x}\${x}$x %s %n %d %% {0} {} {{x}}`,
  `' . system('${touch}') . '`,
  `" . system("${touch}") . "`,
  `' + require('child_process').execSync('${touch}') + '`,
  `" + __import__("os").system("${touch}") + "`,
  `@{[ \`${touch}\` ]}`,
  `[exec ${touch}]`,
  "back\\slash \\n \\u0041 \\x41 \\101 \\",
  "line one\nline two\r\nthree\rfour\ttab",
  `EOF\n${touch}\nEOT\nHERE\nEND\n`,
  ')" )--" )raw" """ \'\'\' ]] ]=] */ /* // -- <!-- ?> %> <% <?php',
  "\u0001\u0007\u0008\u000b\u000c\u001b[31m\u007f\u0080\u009f",
  "王小明 Zoë Ωmega é",
  "😀 👩‍👩‍👧 🇳🇱",
  "line\u2028separator\u2029paragraph\u0085next\u00a0space\ufeffbom\u202eright to left",
  "@/etc/hostname",
  "</etc/hostname",
  "x;type=text/html;filename=y",
  "a&b=c?d#e;f,g+h i/j:k@l",
  "*  ~ ! | < > ^ = [a-z] {a,b}",
  "\t leading and trailing \n",
  "??/ ??' trigraph",
  "",
];
