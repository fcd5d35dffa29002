import assert from "node:assert/strict";

import { dig, listIn, onBothHosts } from "./hosts.ts";

const groups = "/v2/contacts/groups";
const users = [
  { email: "amy@acme.test", id: "amy", type: 2 },
  { email: "bob@acme.test", id: "bob", type: 2 },
] as const;

onBothHosts("a contact group: privacy and description kept, members page by page, one removed", async (host) => {
  await using stage = await host.open({ account: { preset: "business", users } });
  const json = { group_name: "Sales", group_privacy: 2, group_members: users.map(({ id }) => ({ type: 1, id })) };
  const id = String(dig((await stage.call("POST", groups, { json })).body, "group_id"));
  assert.equal((await stage.call("PATCH", `${groups}/${id}`, { json: { description: "They sell" } })).status, 204);
  const { body } = await stage.call("GET", `${groups}/${id}`);
  assert.deepEqual([dig(body, "group_privacy"), dig(body, "description")], [2, "They sell"]);
  const members = `${groups}/${id}/members`;
  const first = await stage.call("GET", `${members}?page_size=1`);
  const token = String(dig(first.body, "next_page_token"));
  const second = await stage.call("GET", `${members}?page_size=1&next_page_token=${token}`);
  const ids = [first, second].map((page) => dig(listIn(page.body, "group_members")[0], "id"));
  assert.deepEqual(ids, ["amy", "bob"]);
  assert.equal((await stage.call("DELETE", `${members}?member_ids=amy`)).status, 204);
  assert.deepEqual(
    listIn((await stage.call("GET", members)).body, "group_members").map((member) => dig(member, "id")),
    ["bob"],
  );
});
