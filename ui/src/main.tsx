import { render } from "preact";

import { listen } from "./live.ts";
import { App } from "./shell/app.tsx";

const root = document.getElementById("app");
if (root !== null) {
  listen();
  render(<App />, root);
}
