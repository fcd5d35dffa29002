// Prism over an OpenAPI document (the argument), as `prism mock` starts it, its log included. With a second argument
// (`quiet`) as a program starts it that wants no log.
import { createServer as createProbe } from "node:net";

import { createSingleProcessPrism } from "@stoplight/prism-cli/dist/util/createServer.js";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

import { answerParent } from "../children/answer-parent.mjs";

const host = "127.0.0.1";
const [document, log] = process.argv.slice(2);

const listenQuietly = async (port) => {
  const config = {
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
    isProxy: false,
  };
  const logger = createLogger("bench", { enabled: false });
  const server = createServer(await getHttpOperationsFromSpec(document), {
    cors: true,
    config,
    components: { logger },
  });
  await server.listen(port, host);
};

/** With the defaults of the command's options. */
const mock = (port) =>
  createSingleProcessPrism({ document, host, port, dynamic: false, errors: false, cors: true, verboseLevel: "info" });

const probe = createProbe().listen(0, host, () => {
  const { port } = probe.address();
  probe.close(async () => {
    await (log === "quiet" ? listenQuietly(port) : mock(port));
    answerParent({ port, token: "n".repeat(601) });
  });
});
