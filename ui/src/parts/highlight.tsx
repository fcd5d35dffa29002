// highlight.js with the languages that programs are made in. It gives HTML, which is read back into text and spans here:
// nothing on this page is ever set as HTML.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import fsharp from "highlight.js/lib/languages/fsharp";
import golang from "highlight.js/lib/languages/go";
import groovy from "highlight.js/lib/languages/groovy";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import lua from "highlight.js/lib/languages/lua";
import nim from "highlight.js/lib/languages/nim";
import perl from "highlight.js/lib/languages/perl";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import r from "highlight.js/lib/languages/r";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import tcl from "highlight.js/lib/languages/tcl";
import typescript from "highlight.js/lib/languages/typescript";
import vbnet from "highlight.js/lib/languages/vbnet";
import yaml from "highlight.js/lib/languages/yaml";
import type { ComponentChildren, JSX } from "preact";

const languages = {
  bash,
  c,
  cpp,
  csharp,
  fsharp,
  go: golang,
  groovy,
  java,
  javascript,
  json,
  lua,
  nim,
  perl,
  php,
  python,
  r,
  ruby,
  rust,
  tcl,
  typescript,
  vbnet,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

const aliases: Readonly<Record<string, string>> = {
  "chilkat-cpp": "cpp",
  "chilkat-php": "php",
  "chilkat-vbnet": "vbnet",
  curl: "bash",
  httpie: "bash",
  "pipedream-component": "javascript",
  "pipedream-legacy": "javascript",
  wget: "bash",
};

/** `php-curl` is php, `java-okhttp` java. */
const nameOf = (id: string): string => aliases[id] ?? id.split("-")[0] ?? id;

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

const plain = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);

interface Frame {
  readonly name: string;
  readonly children: ComponentChildren[];
}

/** `<span class="hljs-…">`, `</span>`, text and five entities: all that highlight.js ever prints. */
const nodesOf = (html: string): ComponentChildren[] => {
  const root: Frame = { name: "", children: [] };
  const open: Frame[] = [root];
  for (const part of html.split(/(<span class="[^"<>]*">|<\/span>)/)) {
    const name = /^<span class="([^"<>]*)">$/.exec(part)?.[1];
    const top = open.at(-1) ?? root;
    if (name !== undefined) open.push({ name, children: [] });
    else if (part === "</span>") {
      open.pop();
      (open.at(-1) ?? root).children.push(<span class={top.name}>{top.children}</span>);
    } else if (part !== "") top.children.push(plain(part));
  }
  return root.children;
};

export const highlight = (text: string, language: string): JSX.Element => {
  const name = nameOf(language);
  if (hljs.getLanguage(name) === undefined) return <>{text}</>;
  return <>{nodesOf(hljs.highlight(text, { language: name, ignoreIllegals: true }).value)}</>;
};
