import assert from "node:assert/strict";
import { test } from "node:test";

import { createIdentifiers } from "../identifiers.ts";
import type { User } from "../records.ts";
import { firstLink, PersonalLinks } from "./personal-links.ts";

const holder = (vanity_name: string): User => ({
  seq: 1,
  account: "acc",
  id: vanity_name,
  email: "a@acme.test",
  firstName: "",
  lastName: "",
  type: 2,
  status: "active",
  action: "ssoCreate",
  roleId: "2",
  pmi: 2_000_000_000,
  createdAt: 0,
  invitedAt: 0,
  lastLoginAt: null,
  profile: { vanity_name },
});

test("the local part of the address, or a number where that is no link or is taken", () => {
  const links = new PersonalLinks();
  const taken = holder("mona.reyes");
  links.take(taken);
  const identifiers = createIdentifiers(1);
  const link = (email: string, action: "ssoCreate" | "create" = "ssoCreate", type = 2): string | undefined =>
    firstLink(links, identifiers, { action, type, email });
  assert.equal(link("Ida.Berg@acme.test"), "ida.berg");
  for (const email of [
    "mona.reyes@acme.test",
    "ida@acme.test",
    "1daberg@acme.test",
    "ida_berg@acme.test",
    `${"a".repeat(41)}@x.y`,
  ])
    assert.match(link(email) ?? "", /^\d{10}$/, email);
  assert.equal(link("ida.berg@acme.test", "create"), undefined);
  assert.equal(link("ida.berg@acme.test", "ssoCreate", 1), undefined);
  links.release(taken);
  assert.equal(link("mona.reyes@acme.test"), "mona.reyes");
});

test("only the holder gives a link back", () => {
  const links = new PersonalLinks();
  const [first, second] = [holder("link"), holder("link")];
  links.take(first);
  links.take(second);
  links.release(second);
  assert.equal(links.holder("link"), first);
});
