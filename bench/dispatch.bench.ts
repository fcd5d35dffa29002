// CPU of dispatch() in process: the emulator's own share of a request, without any HTTP.
import { createEmulator, type Emulator } from "#emulator";

import { type Figure, median, publish, spread } from "./figure.ts";
import { autoCreate, newUser } from "./people.ts";

const rounds = 15;
const calls = 20_000;

const none = new Uint8Array(0);

const cpuOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
};

const idIn = /"id":"([^"]+)"/;

const makeRound = (emulator: Emulator) => {
  const headers = { authorization: `Bearer ${emulator.account.token}`, "content-type": "application/json" };
  let made = 0;
  return (action: "autoCreate" | "create"): { readonly post: number; readonly get: number } => {
    const bodies = Array.from({ length: calls }, () => {
      made += 1;
      return action === "autoCreate" ? autoCreate(made) : newUser("create", made);
    });
    const answers: string[] = [];
    const post = cpuOf(() => {
      for (const body of bodies) {
        const answer = emulator.dispatch({ method: "POST", path: "/v2/users", query: "", headers, body });
        if ("then" in answer || answer.status !== 201) throw new Error("POST was not answered with 201 at once");
        answers.push(String(answer.body));
      }
    });
    const paths = answers.map((text) => `/v2/users/${idIn.exec(text)?.[1] ?? ""}`);
    const get = cpuOf(() => {
      for (const path of paths) {
        const answer = emulator.dispatch({ method: "GET", path, query: "", headers, body: none });
        if ("then" in answer || answer.status !== 200) throw new Error("GET was not answered with 200 at once");
      }
    });
    return { post, get };
  };
};

const toFigure = (what: string, values: readonly number[]): Figure => ({
  what: `dispatch() of ${what}`,
  value: median(values),
  unit: "us CPU",
  required: { atMost: 20 },
  note: spread(values, 1),
});

const figures: Figure[] = [];
for (const limits of ["off", "on"] as const) {
  // With limits on, 80 calls a second pass: a clock that moves on by 20 ms each time it is read.
  let now = Date.now();
  const clock = limits === "off" ? {} : { clock: () => (now += 20) };
  await using emulator = await createEmulator({ account: { preset: "business", switches: { limits } }, ...clock });
  const round = makeRound(emulator);
  round("autoCreate");
  const results = Array.from({ length: rounds }, () => round("autoCreate"));
  figures.push(
    toFigure(
      `POST /users autoCreate, limits ${limits}`,
      results.map(({ post }) => post),
    ),
    toFigure(
      `GET /users/{id}, limits ${limits}`,
      results.map(({ get }) => get),
    ),
  );
  if (limits === "off") {
    const creates = Array.from({ length: rounds }, () => round("create"));
    figures.push(
      toFigure(
        "POST /users create, limits off",
        creates.map(({ post }) => post),
      ),
    );
  }
}
publish(figures);
