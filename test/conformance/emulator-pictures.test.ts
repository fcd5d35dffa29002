import assert from "node:assert/strict";

import { dig, onBothHosts, overSocket } from "./hosts.ts";
import { form, jpeg, png } from "./pictures.ts";

const account = { users: [{ email: "amy@acme.test", id: "amy" }] } as const;
const path = "/v2/users/amy/picture";

onBothHosts(
  "an uploaded picture is served byte by byte where pic_url says, until there is another or none",
  async (host) => {
    await using stage = await host.open({ account });
    const url = async (): Promise<string> => String(dig((await stage.call("GET", "/v2/users/amy")).body, "pic_url"));
    const show = async (address: string) => {
      const { pathname } = new URL(address);
      return host === overSocket ? fetch(address) : stage.emulator.fetch(`http://x${pathname}`);
    };
    assert.equal(await url(), "undefined");
    const bytes = png(1000);
    const upload = await stage.call("POST", path, { body: form(bytes, "whatever.gif") });
    assert.deepEqual([upload.status, upload.text], [201, "{}"]);
    const first = await url();
    assert.ok(first.startsWith(host === overSocket ? `${stage.url}/p/v2/` : "http://"), first);
    const shown = await show(first);
    assert.deepEqual([shown.status, shown.headers.get("content-type")], [200, "image/png"]);
    assert.deepEqual(new Uint8Array(await shown.arrayBuffer()), bytes);
    const listed = await stage.call("GET", "/v2/users");
    assert.equal(dig(listed.body, "users", 1, "pic_url"), first);

    assert.equal((await stage.call("POST", path, { body: form(jpeg, "me.jpg") })).status, 201);
    const second = await url();
    assert.notEqual(second, first);
    assert.equal((await show(first)).status, 404, "the address of before shows nothing");
    assert.equal((await show(second)).headers.get("content-type"), "image/jpeg");
    assert.equal((await stage.call("DELETE", path)).status, 204);
    assert.equal((await show(second)).status, 404);
    assert.equal(await url(), "undefined");
    assert.equal((await stage.call("DELETE", path)).status, 204, "a second time too");
  },
);

onBothHosts("two megabytes are a picture, one byte more is not; a file that is cut off is none", async (host) => {
  await using stage = await host.open({ account });
  const most = png(2 * 1_048_576 - png(1).length + 1);
  assert.equal(most.length, 2 * 1_048_576);
  assert.equal((await stage.call("POST", path, { body: form(most) })).status, 201);
  for (const bytes of [
    most.slice(0, -30),
    jpeg.slice(0, 12),
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ])
    assert.equal((await stage.call("POST", path, { body: form(bytes) })).code, 300);
  assert.equal((await stage.call("POST", path, { body: form(png(), "me.png", "file") })).code, 120, "another part");
});
