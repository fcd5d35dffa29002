import type { Language } from "../program.ts";
import { c } from "./c/index.ts";
import { chilkatCpp } from "./chilkat-cpp/index.ts";
import { chilkatPhp } from "./chilkat-php/index.ts";
import { chilkatVbnet } from "./chilkat-vbnet/index.ts";
import { cpp } from "./cpp/index.ts";
import { csharp } from "./csharp/index.ts";
import { curl } from "./curl/index.ts";
import { fsharp } from "./fsharp/index.ts";
import { go } from "./go/index.ts";
import { groovy } from "./groovy/index.ts";
import { httpie } from "./httpie/index.ts";
import { java } from "./java/index.ts";
import { javaOkhttp } from "./java-okhttp/index.ts";
import { javascript } from "./javascript/index.ts";
import { javascriptAxios } from "./javascript-axios/index.ts";
import { lua } from "./lua/index.ts";
import { nim } from "./nim/index.ts";
import { perl } from "./perl/index.ts";
import { phpCurl } from "./php-curl/index.ts";
import { phpGuzzle } from "./php-guzzle/index.ts";
import { pipedreamComponent } from "./pipedream-component/index.ts";
import { pipedreamLegacy } from "./pipedream-legacy/index.ts";
import { powershell } from "./powershell/index.ts";
import { python } from "./python/index.ts";
import { pythonHttpx } from "./python-httpx/index.ts";
import { pythonRequests } from "./python-requests/index.ts";
import { r } from "./r/index.ts";
import { ruby } from "./ruby/index.ts";
import { rust } from "./rust/index.ts";
import { tcl } from "./tcl/index.ts";
import { typescript } from "./typescript/index.ts";
import { vbnet } from "./vbnet/index.ts";
import { wget } from "./wget/index.ts";

/** Every language, in alphabetical order; a test holds this list to the folders. */
export const languages: readonly Language[] = [
  c,
  chilkatCpp,
  chilkatPhp,
  chilkatVbnet,
  cpp,
  csharp,
  curl,
  fsharp,
  go,
  groovy,
  httpie,
  java,
  javaOkhttp,
  javascript,
  javascriptAxios,
  lua,
  nim,
  perl,
  phpCurl,
  phpGuzzle,
  pipedreamComponent,
  pipedreamLegacy,
  powershell,
  python,
  pythonHttpx,
  pythonRequests,
  r,
  ruby,
  rust,
  tcl,
  typescript,
  vbnet,
  wget,
];
