import { controlRoutes } from "../../src/emulator/control/index.ts";
import { code, page, prose, table } from "./markdown.ts";

/** docs/reference/control-plane.md */
export const controlPlanePage = (): string =>
  page(
    "# The emulator's control plane",
    "What Zoom does not have: everything below `/_rollcall`, for tests and rehearsals. Bodies and answers are JSON. A running emulator lists the same at `GET /_rollcall`; `createEmulator({ control: false })` has none of it.",
    "On loopback it refuses a foreign `Host` or `Origin` (403) and writes that are not `application/json` (415). An emulator that listens on any other address demands an admin token: `Authorization: Bearer …`.",
    table(
      ["", "path", "what it does", "example body"],
      controlRoutes.map(({ method, path, what, example }) => [
        method,
        code(`/_rollcall${path}`),
        prose(what),
        example === undefined ? "" : code(JSON.stringify(example)),
      ]),
    ),
  );
