// Prism's mock server over an OpenAPI document (the argument), with the settings of `prism mock`, without its log.
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

import { answerParent } from "../children/answer-parent.mjs";

const [file] = process.argv.slice(2);
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
const server = createServer(await getHttpOperationsFromSpec(file), { cors: true, config, components: { logger } });
const address = await server.listen(0, "127.0.0.1");
answerParent({ port: Number(new URL(address).port), token: "n".repeat(601) });
