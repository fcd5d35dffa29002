import assert from "node:assert/strict";

import { newDivision } from "./division-errors.ts";
import { assertRefused, dig, listIn, onBothHosts, type Stage } from "./hosts.ts";

const divisions = "/v2/divisions";
const emailsIn = async (stage: Stage, id: string): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", `${divisions}/${id}/users`)).body, "users").map((user) => dig(user, "user_email"));
const listed = async (stage: Stage): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", divisions)).body, "divisions");

onBothHosts("a division is made, read, changed and deleted beside the main one", async (host) => {
  await using stage = await host.open();
  const json = { division_name: "North", division_description: "Up there" };
  const made = await stage.call("POST", divisions, { json });
  const id = String(dig(made.body, "division_id"));
  assert.deepEqual([made.status, made.body], [201, { division_id: id, ...json }]);
  assert.equal((await stage.call("PATCH", `${divisions}/${id}`, { json: { division_name: "South" } })).status, 204);
  assert.deepEqual((await stage.call("GET", `${divisions}/${id}`)).body, {
    division_id: id,
    division_name: "South",
    division_description: "Up there",
    is_main_division: false,
  });
  assert.deepEqual(
    (await listed(stage)).map((one) => [dig(one, "is_main_division"), dig(one, "total_members")]),
    [
      [true, 1],
      [false, 0],
    ],
  );
  assert.equal((await stage.call("DELETE", `${divisions}/${id}`)).status, 204);
  assert.equal((await listed(stage)).length, 1);
});

onBothHosts("a user has one division: assigned to another, the first is left", async (host) => {
  await using stage = await host.open();
  const [north, south] = [await newDivision(stage, "North"), await newDivision(stage, "South")];
  const owner = (await stage.call("GET", "/v2/users/me")).body;
  const assign = (id: string, users: readonly unknown[]) =>
    stage.call("POST", `${divisions}/${id}/users`, { json: { users } });
  const first = await assign(north, [{ user_email: dig(owner, "email") }, { user_id: "nobody" }]);
  assert.deepEqual([first.status, dig(first.body, "ids")], [201, dig(owner, "id")]);
  assert.deepEqual(await emailsIn(stage, north), [dig(owner, "email")]);
  await assign(south, [{ user_id: dig(owner, "id") }]);
  assert.deepEqual([await emailsIn(stage, north), (await emailsIn(stage, south)).length], [[], 1]);
  assert.deepEqual(dig((await stage.call("GET", "/v2/users/me")).body, "division_ids"), [south]);
  const main = String(dig((await listed(stage))[0], "division_id"));
  assert.deepEqual(await emailsIn(stage, main), []);
});

onBothHosts("divisions that the account does not have are dropped", async (host) => {
  await using stage = await host.open();
  const north = await newDivision(stage, "North");
  const division_ids = ["nobody's", north];
  const made = await stage.create("create", { email: "amy@acme.test", type: 1, division_ids });
  assert.equal(made.status, 201);
  assert.equal((await stage.call("PATCH", "/v2/users/me", { json: { division_ids } })).status, 204);
  assert.deepEqual(dig((await stage.call("GET", "/v2/users/me")).body, "division_ids"), [north]);
  assert.equal((await emailsIn(stage, north)).length, 2);
});

onBothHosts("of several divisions the first is taken: the others stay empty and can be deleted", async (host) => {
  await using stage = await host.open();
  const [north, south] = [await newDivision(stage, "North"), await newDivision(stage, "South")];
  const division_ids = [north, south];
  const made = await stage.create("create", { email: "amy@acme.test", type: 1, division_ids });
  assert.equal(made.status, 201);
  assert.equal((await stage.call("PATCH", "/v2/users/me", { json: { division_ids } })).status, 204);
  assert.deepEqual(dig((await stage.call("GET", "/v2/users/me")).body, "division_ids"), [north]);
  assert.deepEqual([(await emailsIn(stage, north)).length, await emailsIn(stage, south)], [2, []]);
  assert.equal((await stage.call("DELETE", `${divisions}/${south}`)).status, 204);
  assertRefused(await stage.call("DELETE", `${divisions}/${north}`), 400, 42012);
});
