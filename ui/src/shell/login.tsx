import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, needsLogin } from "../api.ts";
import { listenAgain } from "../live.ts";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";

/** Asked for where the server listens off loopback: the token it was started with. */
export const Login = (): JSX.Element => {
  const token = useSignal("");
  const login = useAction(async () => {
    await ask("POST", "/api/session", { token: token.value.trim() });
    needsLogin.value = false;
    listenAgain();
  });
  return (
    <main class="login">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          login.run();
        }}
      >
        <h1>Rollcall</h1>
        <p>This server can be reached from other machines, so it asks who you are.</p>
        <label>
          Admin token
          <input
            type="password"
            autocomplete="current-password"
            required
            value={token.value}
            onInput={({ currentTarget }) => {
              token.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="primary" disabled={login.running.value}>
          Log in
        </button>
        <ProblemBox problem={login.problem.value} />
        <p class="muted">
          It is what <code>ROLLCALL_ADMIN_TOKEN</code> was when the server was started.
        </p>
      </form>
    </main>
  );
};
