import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { z } from "zod";

import { freshData, type Ran, rollcallHere, startServer } from "./rollcall.ts";

const created = z.object({
  account: z.literal("emulator"),
  outcome: z.string(),
  email: z.string(),
  id: z.string().exactOptional(),
  status: z.string().exactOptional(),
  reason: z.object({ code: z.string(), message: z.string(), fix: z.string() }).exactOptional(),
});

const listed = z.array(z.object({ email: z.string(), status: z.string(), first_name: z.string() }));

const wholeWay = async (data: string): Promise<void> => {
  const users = async (...args: string[]): Promise<Ran> => await rollcallHere(["users", ...args, "--data", data]);
  const person = ["--email", "kim.lee@acme.test", "--first-name", "Kim", "--last-name", "Lee"];
  const first = await users("create", ...person, "--type", "licensed", "--json");
  assert.equal(first.code, 0, first.stderr);
  const made = created.parse(JSON.parse(first.stdout));
  assert.deepEqual([made.outcome, made.status], ["created", "pending"]);
  const second = await users("create", ...person, "--json");
  assert.equal(second.code, 1);
  const exists = created.parse(JSON.parse(second.stdout));
  assert.deepEqual([exists.outcome, exists.reason?.code], ["exists", "pending_here"]);

  const shown = await users("get", "kim.lee@acme.test");
  assert.match(shown.stdout, /name +Kim Lee\n +licence +Licensed \(type 2\)\n +status +pending/);
  const pending = await users("list", "--status", "pending", "--json");
  assert.deepEqual(
    listed.parse(JSON.parse(pending.stdout)).map(({ email }) => email),
    ["lucia.ferrante@acme.test", "kim.lee@acme.test"],
  );
  assert.match((await users("list")).stdout, /henk\.dewit@acme\.test +Henk de Wit +Basic +inactive/);

  const refused = await users("create", "--email", "sso@acme.test", "--action", "ssoCreate");
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /^not created: sso@acme\.test: .*\n {2}fix: .*\n {2}\(zoom_\d+\)\n$/);
  const password = await users("create", "--email", "auto@acme.test", "--action", "autoCreate", "--json");
  assert.equal(password.code, 2);
  const piped = await rollcallHere(
    ["users", "create", "--email", "auto@acme.test", "--action", "autoCreate", "--password-stdin", "--data", data],
    "Hush-hush-42\n",
  );
  // A Pro account may not; what counts is that the password was taken and is not shown.
  assert.equal(piped.code, 1, piped.stderr);
  assert.doesNotMatch(piped.stdout + piped.stderr, /Hush/);

  const kept = await users("delete", "kim.lee@acme.test", "--mode", "delete");
  assert.equal(kept.code, 1, kept.stdout);
  const gone = await users("delete", "kim.lee@acme.test", "--mode", "disassociate", "--json");
  assert.equal(gone.code, 0, gone.stderr);
  assert.equal((await users("get", "kim.lee@acme.test")).code, 1);
};

suite("single users", { concurrency: 2 }, () => {
  test("in process, without a server", async () => {
    await wholeWay(freshData());
  });

  test("over HTTP, to the server that holds the directory", async (t) => {
    const data = freshData();
    await startServer(t, ["--data", data, "--empty"]);
    await wholeWay(data);
  });
});
