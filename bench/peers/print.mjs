// Prints what other generators make of requests: every variant that a toolchain of ours can run as it is printed.
// A message holds requests as {method, url, headers: [{name, value}], body, form?: [{name, value}]}; the answer lists
// {generator, variant, kind, codes}, a code (or null) for each request, and how many variants cannot be run as printed.
import { createRequire } from "node:module";

import { HTTPSnippet as ReadmeSnippet } from "@readme/httpsnippet";
import { targets as readmeTargets } from "@readme/httpsnippet/targets";
import { snippetz } from "@scalar/snippetz";
import * as curlconverter from "curlconverter";

const require = createRequire(import.meta.url);
const { HTTPSnippet, availableTargets } = require("httpsnippet");
const postman = require("postman-code-generators");
const { Request } = require("postman-collection");

/** What runs a target's code. JavaScript for browsers runs in Node where it needs no more than fetch or axios. */
const kinds = {
  shell: "sh",
  curl: "sh",
  python: "py",
  php: "php",
  ruby: "rb",
  go: "go",
  r: "R",
  node: "js",
  nodejs: "js",
};
const browser = /^(?:fetch|axios)$/i;
const kindOf = (target, client) =>
  kinds[target] ?? (/^(?:js|javascript)$/.test(target) && browser.test(client) ? "js" : undefined);

const archived = ({ method, url, headers, body, form }) => ({
  method,
  url,
  httpVersion: "HTTP/1.1",
  headers,
  queryString: [],
  cookies: [],
  headersSize: -1,
  bodySize: -1,
  postData: {
    mimeType: headers.find(({ name }) => name === "Content-Type").value,
    ...(form === undefined ? { text: body } : { params: form }),
  },
});

const ofKong = (request, [target, client]) => new HTTPSnippet(archived(request)).convert(target, client);

const ofReadme = (request, [target, client]) => new ReadmeSnippet(archived(request)).convert(target, client);

const scalar = snippetz();
const ofScalar = (request, [target, client]) => scalar.print(target, client, archived(request));

const ofPostman = async ({ method, url, headers, body, form }, [language, variant]) => {
  const header = headers.map(({ name, value }) => ({ key: name, value }));
  const content =
    form === undefined
      ? { mode: "raw", raw: body, options: { raw: { language: "json" } } }
      : { mode: "urlencoded", urlencoded: form.map(({ name, value }) => ({ key: name, value })) };
  const { promise, resolve, reject } = Promise.withResolvers();
  const request = new Request({ method, url, header, body: content });
  postman.convert(language, variant, request, {}, (error, code) => (error ? reject(error) : resolve(code)));
  return await promise;
};

const converters = new Map(Object.entries(curlconverter));
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
const ofCurlconverter = ({ method, url, headers, body }, [, name]) => {
  const parts = ["curl", "-X", method, ...headers.flatMap((one) => ["-H", `${one.name}: ${one.value}`])];
  return converters.get(name)([...parts, "--data-raw", body, url].map(quoted).join(" "));
};

/** Each generator's variants as [target, client]. */
const generators = [
  {
    generator: "postman-code-generators 2.1.1",
    make: ofPostman,
    variants: postman.getLanguageList().flatMap(({ key, variants }) => variants.map((one) => [key, one.key])),
  },
  {
    generator: "httpsnippet 3.0.10",
    make: ofKong,
    variants: availableTargets().flatMap(({ key, clients }) => clients.map((one) => [key, one.key])),
  },
  {
    generator: "@readme/httpsnippet 11.4.0",
    make: ofReadme,
    variants: Object.entries(readmeTargets).flatMap(([key, { clientsById }]) =>
      Object.keys(clientsById).map((client) => [key, client]),
    ),
  },
  {
    generator: "@scalar/snippetz 0.10.2",
    make: ofScalar,
    variants: scalar.clients().flatMap(({ key, clients }) => clients.map(({ client }) => [key, client])),
  },
  {
    generator: "curlconverter 4.12.0",
    make: ofCurlconverter,
    variants: [...converters.keys()]
      .filter((name) => /^to(?!.*Warn$)(?!Json|Har|Playwright|Browser)/.test(name))
      .map((name) => {
        const [, language = ""] =
          /^to(Python|Php|Ruby|Go|R(?=Httr|$)|Node|JavaScript|Wget|Httpie|Curl)/.exec(name) ?? [];
        const target = { Wget: "shell", Httpie: "shell", Curl: "shell" }[language] ?? language.toLowerCase();
        return [target, name];
      }),
  },
];

const printAll = async (requests) => {
  const printed = [];
  const left = {};
  for (const { generator, make, variants } of generators)
    for (const variant of variants) {
      const kind = kindOf(...variant);
      if (kind === undefined) {
        left[generator] = (left[generator] ?? 0) + 1;
        continue;
      }
      const codes = [];
      for (const request of requests)
        try {
          const code = await make(request, variant);
          codes.push(Array.isArray(code) ? code.join("\n") : code || null);
        } catch {
          codes.push(null);
        }
      printed.push({ generator, variant: variant.join(" "), kind, codes });
    }
  return { printed, left };
};

process.on("message", ({ requests }) => {
  void printAll(requests).then((answer) => process.send(answer));
});
process.on("disconnect", () => process.exit());
process.send("ready");
