import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { suite, test } from "node:test";

import { freshData, newHires, rollcall, startServer } from "./rollcall.ts";

suite("one process holds a data directory", { concurrency: 2 }, () => {
  test("another process that does not serve it is named", async () => {
    const data = freshData();
    await rollcall(["status", "--data", data]);
    const { lockDataDirectory } = await import("#system");
    await using held = await lockDataDirectory(data, { command: "somebody else" });
    const ran = await rollcall(["apply", newHires, "--data", held.path]);
    assert.deepEqual([ran.code, ran.stdout], [4, ""]);
    assert.match(ran.stderr, new RegExp(`in use by process ${process.pid} \\(somebody else\\)`));
  });

  test("a second start is refused, a taken port names port and --port, and the directory stays untouched", async (t) => {
    const data = freshData();
    const { ready } = await startServer(t, ["--data", data, "--empty"]);
    const second = await rollcall(["start", "--port", "0", "--data", data]);
    assert.equal(second.code, 4);
    assert.match(second.stderr, new RegExp(`process ${ready.pid} .*${ready.url}`));
    const fresh = freshData();
    const { port } = new URL(ready.url);
    const taken = await rollcall(["start", "--port", port, "--data", fresh]);
    assert.equal(taken.code, 4);
    assert.match(taken.stderr, new RegExp(`port ${port} [\\s\\S]*--port`));
    assert.equal(existsSync(fresh), false);
  });

  test("a server that is not there, or is no Rollcall: exit 7", async () => {
    const gone = await rollcall(["status"], { env: { ROLLCALL_URL: "http://127.0.0.1:9" } });
    assert.equal(gone.code, 7);
    assert.match(gone.stderr, /RC_CLI_SERVER_UNREACHABLE/);
    const odd = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi")).listen(
      0,
      "127.0.0.1",
    );
    await once(odd, "listening");
    const address = odd.address();
    assert.ok(typeof address === "object" && address !== null);
    const other = await rollcall(["status"], { env: { ROLLCALL_URL: `http://127.0.0.1:${address.port}` } });
    odd.close();
    assert.equal(other.code, 7);
    assert.match(other.stderr, /RC_CLI_SERVER\)/);
  });
});

test("other people's pages cannot reach /api", async (t) => {
  const { ready } = await startServer(t, ["--data", freshData(), "--empty"]);
  const answer = async (path: string, headers: Record<string, string>, body?: string): Promise<[number, string]> => {
    const sent = body === undefined ? {} : { method: "POST", body };
    const got = await fetch(`${ready.url}/api/${path}`, { headers, ...sent });
    return [got.status, /RC_[A-Z_]+/.exec(await got.text())?.[0] ?? ""];
  };
  const json = { "content-type": "application/json" };
  assert.deepEqual(await answer("jobs", {}), [200, ""]);
  assert.deepEqual(await answer("jobs", { origin: "https://evil.test" }), [403, "RC_SERVER_REFUSED"]);
  assert.deepEqual(await answer("jobs", { "content-type": "text/plain" }, "{}"), [415, "RC_SERVER_REFUSED"]);
  assert.deepEqual(await answer("jobs", json, '{"account":"emulator"}'), [400, "RC_SERVER_BODY"]);
  assert.deepEqual(await answer("jobs", json, "{"), [400, "RC_SERVER_BODY"]);
  assert.deepEqual(await answer("nothing", {}), [404, "RC_SERVER_NOT_FOUND"]);
  assert.deepEqual(await answer("jobs/run-1", {}), [404, "RC_ROSTER_NO_RUN"]);
  const health = await fetch(`${ready.url}/healthz`);
  assert.deepEqual([health.status, ((await health.text()).match(/"pid":(\d+)/) ?? [])[1]], [200, String(ready.pid)]);
});
