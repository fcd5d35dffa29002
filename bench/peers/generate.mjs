// Makes Scalar's snippets for every request that a message holds, with all its clients.
import { snippetz } from "@scalar/snippetz";

import { spent } from "../children/spent.mjs";

const scalar = snippetz();
const clients = scalar.clients().flatMap(({ key, clients: known }) => known.map(({ client }) => [key, client]));

const once = (requests) => {
  let count = 0;
  for (const request of requests)
    for (const [target, client] of clients) count += scalar.print(target, client, request) === undefined ? 0 : 1;
  return count;
};

process.on("message", ({ requests }) => process.send(spent(() => once(requests))));
process.on("disconnect", () => process.exit());
process.send("ready");
