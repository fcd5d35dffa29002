// Each runtime's own HTTP clients, without a word of Rollcall's in the program, in the environment of `rollcall run`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";

import { type Intercepted, isInstalled, startIntercepted } from "./intercepted.ts";
import { repository, runProgram } from "./rollcall.ts";

const url = "https://api.zoom.us/v2/users/me";

interface Runtime {
  readonly name: string;
  /** Succeeds when the runtime, and what the program imports, is here. */
  readonly needs: readonly [string, ...string[]];
  readonly install: string;
  readonly file?: readonly [name: string, text: string];
  readonly build?: readonly [string, ...string[]];
  readonly run: readonly [string, ...string[]];
}

const python = (name: string, module: string, call: string): Runtime => ({
  name: `Python ${name}`,
  needs: ["/usr/bin/python3", "-c", `import ${module}`],
  install: `apt-get install python3 python3-${name}`,
  file: [
    "main.py",
    `import os, ${module}\nheaders = {"Authorization": "Bearer " + os.environ["ZOOM_ACCESS_TOKEN"]}\nprint("status", ${call})\n`,
  ],
  run: ["/usr/bin/python3", "main.py"],
});

const perl = (module: string, call: string): Runtime => ({
  name: `Perl ${module}`,
  needs: ["perl", `-M${module}`, "-MIO::Socket::SSL", "-e", "1"],
  install: "apt-get install libwww-perl liblwp-protocol-https-perl",
  file: ["main.pl", `use ${module}; my $auth = "Bearer $ENV{ZOOM_ACCESS_TOKEN}";\nprint "status ", ${call}, "\\n";\n`],
  run: ["perl", "main.pl"],
});

const php = (name: string, needs: string, text: string): Runtime => ({
  name: `PHP ${name}`,
  needs: ["php", "-r", `exit(${needs} ? 0 : 1);`],
  install: "apt-get install php-cli php-curl php-guzzlehttp-guzzle",
  file: ["main.php", `<?php\n$auth = "Authorization: Bearer " . getenv("ZOOM_ACCESS_TOKEN");\n${text}\n`],
  run: ["php", "main.php"],
});

const java = (name: string, call: string): Runtime => ({
  name: `Java ${name}`,
  needs: ["javac", "-version"],
  install: "apt-get install openjdk-17-jdk-headless",
  file: [
    "Main.java",
    `import java.net.*; import java.net.http.*;
public class Main { public static void main(String[] args) throws Exception {
  String auth = "Bearer " + System.getenv("ZOOM_ACCESS_TOKEN");
  ${call}
} }
`,
  ],
  run: ["java", "Main.java"],
});

const runtimes: readonly Runtime[] = [
  {
    name: "curl",
    needs: ["curl", "--version"],
    install: "apt-get install curl",
    run: [
      "sh",
      "-c",
      `curl -s -o answer -w 'status %{http_code}' -H "Authorization: Bearer $ZOOM_ACCESS_TOKEN" ${url}`,
    ],
  },
  {
    name: "wget",
    needs: ["wget", "--version"],
    install: "apt-get install wget",
    run: [
      "sh",
      "-c",
      `wget -q -S -O answer --header "Authorization: Bearer $ZOOM_ACCESS_TOKEN" ${url} 2>&1 | sed -n 's,.*HTTP/1.1 ,status ,p'`,
    ],
  },
  {
    name: "HTTPie",
    needs: ["http", "--version"],
    install: "apt-get install httpie",
    run: [
      "sh",
      "-c",
      `http --ignore-stdin --print h ${url} "Authorization:Bearer $ZOOM_ACCESS_TOKEN" | sed -n 's,HTTP/1.1 ,status ,p'`,
    ],
  },
  python(
    "urllib",
    "urllib.request",
    `urllib.request.urlopen(urllib.request.Request("${url}", headers=headers)).status`,
  ),
  python("requests", "requests", `requests.get("${url}", headers=headers).status_code`),
  python("httpx", "httpx", `httpx.get("${url}", headers=headers).status_code`),
  {
    name: "Go net/http",
    needs: ["go", "version"],
    install: "apt-get install golang-go",
    file: [
      "main.go",
      `package main
import ("fmt"; "net/http"; "os")
func main() {
  request, _ := http.NewRequest("GET", "${url}", nil)
  request.Header.Set("Authorization", "Bearer " + os.Getenv("ZOOM_ACCESS_TOKEN"))
  response, err := http.DefaultClient.Do(request)
  if err != nil { fmt.Println(err); os.Exit(1) }
  fmt.Println("status", response.StatusCode)
}
`,
    ],
    build: ["go", "build", "-o", "main", "main.go"],
    run: ["./main"],
  },
  java(
    "HttpClient",
    `System.out.println("status " + HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("${url}")).header("Authorization", auth).build(), HttpResponse.BodyHandlers.ofString()).statusCode());`,
  ),
  java(
    "HttpURLConnection",
    `HttpURLConnection c = (HttpURLConnection) new URL("${url}").openConnection(); c.setRequestProperty("Authorization", auth); System.out.println("status " + c.getResponseCode());`,
  ),
  {
    name: "Ruby net/http",
    needs: ["ruby", "-ropenssl", "-e", "1"],
    install: "apt-get install ruby",
    file: [
      "main.rb",
      `require "net/http"\nputs "status " + Net::HTTP.get_response(URI("${url}"), {"Authorization" => "Bearer " + ENV["ZOOM_ACCESS_TOKEN"]}).code\n`,
    ],
    run: ["ruby", "main.rb"],
  },
  php(
    "curl",
    'extension_loaded("curl")',
    `$c = curl_init("${url}"); curl_setopt_array($c, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => [$auth]]); curl_exec($c); echo "status ", curl_getinfo($c, CURLINFO_RESPONSE_CODE), curl_error($c);`,
  ),
  php(
    "Guzzle",
    'is_file("/usr/share/php/GuzzleHttp/autoload.php")',
    `require "/usr/share/php/GuzzleHttp/autoload.php"; echo "status ", (new GuzzleHttp\\Client())->get("${url}", ["headers" => ["Authorization" => substr($auth, 15)]])->getStatusCode();`,
  ),
  perl("LWP::UserAgent", `LWP::UserAgent->new->get("${url}", Authorization => $auth)->code`),
  perl("HTTP::Tiny", `HTTP::Tiny->new->get("${url}", { headers => { Authorization => $auth } })->{status}`),
];

const peers = join(repository, "test/peers");
const hasPeers = existsSync(join(peers, "node_modules/axios"));
const got = hasPeers
  ? createRequire(join(peers, "x.js"))
      .resolve("axios")
      .replace(/axios.*$/, "got/dist/source/index.js")
  : "";

const nodeCalls: readonly (readonly [name: string, needsPeers: boolean, call: string])[] = [
  ["fetch", false, "(await fetch(url, { headers })).status"],
  ["https", false, "await viaHttps({})"],
  ["https with its own agent", false, "await viaHttps({ agent: new https.Agent({ keepAlive: false }) })"],
  ["axios", true, "(await require('axios').get(url, { headers })).status"],
  ["axios that is told to use no proxy", true, "(await require('axios').get(url, { headers, proxy: false })).status"],
  ["undici", true, "await drain(require('undici').request(url, { headers }))"],
  [
    "undici with its own agent",
    true,
    "await drain(require('undici').request(url, { headers, dispatcher: new (require('undici').Agent)() }))",
  ],
  ["got", true, `(await (await import(${JSON.stringify(got)})).default(url, { headers })).statusCode`],
];

const nodeProgram = (call: string): string => `
const https = require("node:https");
const require2 = require("node:module").createRequire(${JSON.stringify(join(peers, "x.js"))});
const url = ${JSON.stringify(url)}, headers = { authorization: "Bearer " + process.env.ZOOM_ACCESS_TOKEN };
const viaHttps = (options) => new Promise((resolve, reject) =>
  https.get(url, { headers, ...options }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on("error", reject));
const drain = async (asked) => { const answer = await asked; await answer.body.dump(); return answer.statusCode; };
(async (require) => { console.log("status", ${call}); })(require2);
`;

/** The repository's Node, and the machine's own when that is another, older one. */
const nodes = ((): readonly string[] => {
  const system = "/usr/bin/node";
  return isInstalled(system, "--version") ? [process.execPath, system] : [process.execPath];
})();

let run: Intercepted;
const folder = mkdtempSync(join(tmpdir(), "rollcall-runtimes-"));

before(async () => {
  run = await startIntercepted();
});
after(async () => {
  rmSync(folder, { recursive: true });
  const { undocumented, refused } = await run.stop();
  assert.deepEqual([undocumented, refused], [[], []]);
});

suite("unchanged programs reach the emulator", () => {
  for (const runtime of runtimes)
    test(runtime.name, async (t) => {
      const [needed, ...neededArgs] = runtime.needs;
      if (!isInstalled(needed, ...neededArgs)) {
        t.skip(`not installed: ${runtime.install}`);
        return;
      }
      const directory = mkdtempSync(join(folder, "program-"));
      if (runtime.file !== undefined) writeFileSync(join(directory, runtime.file[0]), runtime.file[1]);
      if (runtime.build !== undefined) execFileSync(runtime.build[0], runtime.build.slice(1), { cwd: directory });
      const [command, ...args] = runtime.run;
      const { stdout, stderr } = await runProgram(command, args, { cwd: directory, env: run.env });
      assert.match(stdout, /^status 200/, stderr);
    });

  for (const node of nodes) {
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    for (const [name, needsPeers, call] of nodeCalls)
      test(`Node ${version} ${name}`, async (t) => {
        if (needsPeers && !hasPeers) {
          t.skip("not installed: npm ci --ignore-scripts --prefix test/peers");
          return;
        }
        const { stdout, stderr } = await runProgram(node, ["-e", nodeProgram(call)], { env: run.env });
        assert.match(stdout, /^status 200$/m, stderr);
      });
  }
});
