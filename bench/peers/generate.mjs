// Makes Scalar's snippets with all its clients: for the operations of a document, as its reference shows them, or for requests
// that are made already, as HTTP archives have them.
import { generateCodeSnippet } from "@scalar/blocks/code-example";
import { snippetz } from "@scalar/snippetz";

import { spent } from "../children/spent.ts";

const scalar = snippetz();
const clients = scalar.clients().flatMap(({ key, clients: known }) => known.map(({ client }) => [key, client]));
const methods = new Set(["get", "put", "post", "delete", "patch", "head", "options"]);

const ofRequests = (requests) => {
  let count = 0;
  for (const request of requests)
    for (const [target, client] of clients) count += scalar.print(target, client, request) === undefined ? 0 : 1;
  return count;
};

const ofDocument = ({ paths, servers, openapi }) => {
  let count = 0;
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item).filter(([key]) => methods.has(key)))
      for (const [target, client] of clients) {
        const made = generateCodeSnippet({
          clientId: `${target}/${client}`,
          operation,
          method: method.toUpperCase(),
          path,
          server: operation.servers?.[0] ?? servers?.[0] ?? { url: "https://api.example.com" },
          securitySchemes: [],
          customCodeSamples: [],
          openapiVersion: openapi,
        });
        if (made === "Error generating code snippet") throw new Error(`${method} ${path} ${target}/${client}`);
        count += 1;
      }
  return count;
};

process.on("message", ({ requests, text }) => {
  const document = text === undefined ? undefined : JSON.parse(text);
  process.send(spent(() => (document === undefined ? ofRequests(requests) : ofDocument(document))));
});
process.on("disconnect", () => process.exit());
process.send("ready");
