import assert from "node:assert/strict";

import { newContactGroup } from "./contact-group-errors.ts";
import { newGroup } from "./group-errors.ts";
import { dig, listIn, onBothHosts, type Stage } from "./hosts.ts";

const groups = "/v2/contacts/groups";
const membersOf = async (stage: Stage, id: string): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", `${groups}/${id}/members`)).body, "group_members");

onBothHosts("a contact group is made, read, changed and deleted", async (host) => {
  await using stage = await host.open();
  const amy = String(dig((await stage.create("create", { email: "amy@acme.test", type: 1 })).body, "id"));
  const sales = await newGroup(stage);
  const made = await stage.call("POST", groups, {
    json: {
      group_name: "Field",
      description: "All of them",
      group_members: [
        { type: 1, id: amy },
        { type: 2, id: sales },
        { type: 1, id: "nobody" },
      ],
    },
  });
  const id = String(dig(made.body, "group_id"));
  const shown = { group_id: id, group_name: "Field", group_privacy: 1, description: "All of them", total_members: 2 };
  assert.deepEqual([made.status, made.body], [201, shown]);
  const changed = await stage.call("PATCH", `${groups}/${id}`, { json: { name: "Force", privacy: 2 } });
  assert.equal(changed.status, 204);
  assert.deepEqual((await stage.call("GET", `${groups}/${id}`)).body, {
    ...shown,
    group_name: "Force",
    group_privacy: 2,
  });
  assert.equal((await stage.call("DELETE", `${groups}/${id}`)).status, 204);
  assert.deepEqual(listIn((await stage.call("GET", groups)).body, "groups"), []);
});

onBothHosts("members of a contact group join, are listed by name, and leave with the account", async (host) => {
  await using stage = await host.open();
  const id = await newContactGroup(stage);
  const made = await stage.create("create", {
    email: "amy@acme.test",
    type: 1,
    first_name: "Amy",
    last_name: "Ng",
  });
  const amy = String(dig(made.body, "id"));
  const joined = await stage.call("POST", `${groups}/${id}/members`, {
    json: {
      group_members: [
        { type: 1, id: amy },
        { type: 1, id: amy },
      ],
    },
  });
  assert.deepEqual([joined.status, joined.body], [201, { member_ids: [amy] }]);
  assert.deepEqual((await membersOf(stage, id))[1], { type: 1, id: amy, name: "Amy Ng" });
  assert.equal((await stage.call("DELETE", `/v2/users/${amy}?action=disassociate`)).status, 204);
  assert.equal((await membersOf(stage, id)).length, 1);
  assert.equal(dig((await stage.call("GET", `${groups}/${id}`)).body, "total_members"), 1);
});

onBothHosts("contact groups come in pages of ten, and survive a snapshot", async (host) => {
  await using stage = await host.open();
  for (let count = 0; count < 11; count += 1) await newContactGroup(stage);
  const first = await stage.call("GET", groups);
  assert.equal(listIn(first.body, "groups").length, 10);
  assert.equal(dig(first.body, "page_size"), 10);
  const snapshot = await stage.control("GET", "/snapshot");
  await stage.control("POST", "/reset", {});
  assert.equal(listIn((await stage.call("GET", groups)).body, "groups").length, 0);
  await stage.control("PUT", "/snapshot", snapshot);
  const again = await stage.call("GET", groups);
  const token = String(dig(again.body, "next_page_token"));
  assert.equal(listIn((await stage.call("GET", `${groups}?next_page_token=${token}`)).body, "groups").length, 1);
});
