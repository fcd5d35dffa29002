import type { Language } from "../program.ts";
import { cpp } from "./cpp/index.ts";
import { csharp } from "./csharp/index.ts";
import { curl } from "./curl/index.ts";
import { httpie } from "./httpie/index.ts";
import { javascript } from "./javascript/index.ts";
import { javascriptAxios } from "./javascript-axios/index.ts";
import { phpCurl } from "./php-curl/index.ts";
import { python } from "./python/index.ts";
import { ruby } from "./ruby/index.ts";
import { typescript } from "./typescript/index.ts";
import { vbnet } from "./vbnet/index.ts";
import { wget } from "./wget/index.ts";

/** Every language, in alphabetical order; a test holds this list to the folders. */
export const languages: readonly Language[] = [
  cpp,
  csharp,
  curl,
  httpie,
  javascript,
  javascriptAxios,
  phpCurl,
  python,
  ruby,
  typescript,
  vbnet,
  wget,
];
