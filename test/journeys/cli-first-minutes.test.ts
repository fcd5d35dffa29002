import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { z } from "zod";

import { cleanEnv, freshData, rollcall, startServer, startUntil } from "./rollcall.ts";

const inbox = z.object({ mails: z.array(z.object({ to: z.string(), link: z.string() })) });

const mailTo = async (url: string, to: string): Promise<{ readonly link: string } | undefined> => {
  const answer = await fetch(`${url}/_rollcall/inbox?to=${encodeURIComponent(to)}`);
  return inbox.parse(await answer.json()).mails[0];
};

const statusOf = async (api: string, token: string, email: string): Promise<unknown> => {
  const answer = await fetch(`${api}/users/${email}`, { headers: { authorization: `Bearer ${token}` } });
  return z.object({ status: z.string() }).parse(await answer.json()).status;
};

const found = (text: string, pattern: RegExp): string =>
  pattern.exec(text)?.[1] ?? assert.fail(`no ${pattern} in ${text}`);

/** Runs a line as it is pasted. */
const paste = (line: string): string => spawnSync("sh", ["-c", line], { encoding: "utf8", env: cleanEnv() }).stdout;

const noCurl = spawnSync("curl", ["--version"]).status === 0 ? false : "curl is not installed";

test(
  "start: the sample is applied, the curl line works, mails activate, and kill -9 loses nothing",
  { skip: noCurl },
  async (t) => {
    const data = freshData();
    const first = await startUntil(t, ["--port", "0", "--data", data], (text) =>
      text.includes("Then in another terminal"),
    );
    const text = first.stdout();
    assert.match(text, /\+ 55 create {3}~ 1 update {3}= 0 same {3}- 0 leave {3}! 4 blocked/);
    assert.match(text, /created +55 [\s\S]*updated +1 [\s\S]*failed +4 [\s\S]*all +60/);
    const url = found(text, /API base +(\S+)\/v2/);
    const token = found(text, /Token +(\S+)/);
    const curl = found(text, /^(curl .*)$/m);
    assert.match(text, new RegExp(`kill -9 ${first.child.pid}`));

    const created = paste(curl);
    assert.match(created, /^HTTP\/1\.1 201 /);
    const five = z.strictObject({
      id: z.string(),
      first_name: z.literal("Mona"),
      last_name: z.literal("Reyes"),
      email: z.literal("mona.reyes@acme.test"),
      type: z.literal(1),
    });
    five.parse(JSON.parse(created.slice(created.indexOf("{"))));
    const again = paste(curl);
    assert.match(again, /^HTTP\/1\.1 409 /);
    assert.equal(z.object({ code: z.number() }).parse(JSON.parse(again.slice(again.indexOf("{")))).code, 1005);

    const mail = await mailTo(url, "mona.reyes@acme.test");
    assert.ok(mail !== undefined);
    assert.equal(await statusOf(`${url}/v2`, token, "mona.reyes@acme.test"), "pending");
    const activated = await fetch(mail.link, {
      method: "POST",
      body: new URLSearchParams({ password: "Rehearsal-2026" }),
    });
    assert.equal(activated.status, 200);
    assert.equal(await statusOf(`${url}/v2`, token, "mona.reyes@acme.test"), "active");

    const gone = once(first.child, "exit");
    first.child.kill("SIGKILL");
    await gone;
    const { ready, child } = await startServer(t, ["--data", data]);
    assert.equal(await statusOf(ready.api, token, "mona.reyes@acme.test"), "active");
    assert.ok((await mailTo(ready.url, "mara.reyna@acme.test")) !== undefined);
    const listed = await rollcall(["users", "list", "--json", "--data", data]);
    const users = z.array(z.object({ email: z.string(), status: z.string() })).parse(JSON.parse(listed.stdout));
    assert.equal(users.length, 5 + 55 + 1);
    const runs = await rollcall(["status", "--json", "--data", data]);
    assert.deepEqual(z.array(z.object({ state: z.string(), total: z.number() })).parse(JSON.parse(runs.stdout)), [
      { state: "done", total: 60 },
    ]);

    const stopping = performance.now();
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
    assert.ok(performance.now() - stopping < 3000);
  },
);
