// What other kinds of record than users are written under kills: each answered write leaves a claim that must hold after any
// restart. A write under way takes its claim back until it is answered: then nobody knows.
import assert from "node:assert/strict";

import { dig, listIn } from "../conformance/hosts.ts";
import { form, png } from "../conformance/pictures.ts";
import { type Running, send } from "./running-emulator.ts";

/** What looking at `path` must show: the value at `keys`, or where there are none, whether it is there at all. */
interface Claim {
  readonly path: string;
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
}

/** Claims by what they are about. */
export type Claims = Map<string, Claim>;

type Write = (running: Running, claims: Claims, name: string, turn: number) => Promise<void>;

/** Sends a write that leaves a claim once it is answered with success. */
const claim = async (
  running: Running,
  claims: Claims,
  [method, path, json]: readonly [method: string, path: string, json?: unknown],
  toClaim: (body: unknown) => Claim,
  key?: string,
): Promise<unknown> => {
  if (key !== undefined) claims.delete(key);
  const { status, body } = await send(running, method, path, json);
  assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(body)}`);
  const made = toClaim(body);
  claims.set(key ?? made.path, made);
  return body;
};

const shown = (path: string, keys: readonly (string | number)[], value: unknown): Claim => ({ path, keys, value });
const gone = (path: string): Claim => ({ path, keys: [], value: false });

/** An account may have 100 divisions and the like: ten rounds of eight stay below. */
const keptInRound = 8;

/** Makes something, and takes every fourth away again; in a long round all but the first few. */
const makeAndRemove =
  (path: string, bodyOf: (name: string) => object, idKey: string, nameKey: string): Write =>
  async (running, claims, name, turn) => {
    const body = bodyOf(name);
    const at = (made: unknown): string => `${path}/${String(dig(made, idKey))}`;
    const made = await claim(running, claims, ["POST", path, body], (answer) =>
      shown(at(answer), [nameKey], dig(body, nameKey)),
    );
    if (turn % 4 === 3 || turn >= keptInRound)
      await claim(running, claims, ["DELETE", at(made)], () => gone(at(made)), at(made));
  };

const writeMembers: Write = async (running, claims, name, turn) => {
  const { body: group } = await send(running, "POST", "/v2/groups", { name: `${name} team` });
  const path = `/v2/groups/${String(dig(group, "id"))}`;
  const members = [{ email: "owner@acme.test" }];
  await claim(running, claims, ["POST", `${path}/members`, { members }], () => shown(path, ["total_members"], 1));
  const change = { in_meeting: { polling: turn % 2 === 0 } };
  await claim(
    running,
    claims,
    ["PATCH", `${path}/settings`, change],
    () => shown(`${path}/settings`, ["in_meeting", "polling"], turn % 2 === 0),
    `${path}/settings`,
  );
};

const writeAccountSettings: Write = (running, claims, _name, turn) => {
  const path = "/v2/accounts/me/settings";
  const value = turn % 2 === 0;
  const change = { in_meeting: { polling: value } };
  return claim(
    running,
    claims,
    ["PATCH", path, change],
    () => shown(path, ["in_meeting", "polling"], value),
    path,
  ).then(() => undefined);
};

const writePicture: Write = async (running, claims, name, turn) => {
  const user_info = { email: `pic-${name}@acme.test`, type: 1 };
  const { body } = await send(running, "POST", "/v2/users", { action: "ssoCreate", user_info });
  const path = `/v2/users/${String(dig(body, "id"))}`;
  const picture = form(png(turn * 10));
  const { status } = await send(running, "POST", `${path}/picture`, picture);
  assert.equal(status, 201);
  const url = String(dig((await send(running, "GET", path)).body, "pic_url"));
  // The port is another after each restart.
  claims.set(`${path} picture`, shown(new URL(url).pathname, [], true));
};

const writeScimUser: Write = async (running, claims, name) => {
  const userName = `scim-${name}@acme.test`;
  const person = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    name: { givenName: "Sam", familyName: name },
    emails: [{ value: userName, primary: true }],
    userType: "Basic",
    active: true,
  };
  await claim(running, claims, ["POST", "/scim2/Users", person], (body) =>
    shown(`/scim2/Users/${String(dig(body, "id"))}`, ["userName"], userName),
  );
};

const webhookKey = (id: string): string => `/_rollcall/webhooks#${id}`;

const removeWebhook = (running: Running, claims: Claims, id: string): Promise<unknown> =>
  claim(
    running,
    claims,
    ["DELETE", `/_rollcall/webhooks/${id}`],
    () => shown(webhookKey(id), ["url"], undefined),
    webhookKey(id),
  );

/** An account may have 20: those of the round before go first, and of this one the first stays. */
const writeWebhook: Write = async (running, claims, name, turn) => {
  if (turn === 0)
    for (const old of listIn((await send(running, "GET", "/_rollcall/webhooks")).body))
      await removeWebhook(running, claims, String(dig(old, "id")));
  const url = `http://127.0.0.1:9/${name}`;
  const wanted = { url, events: ["user.disassociated"], skip_validation: true };
  const made = await claim(running, claims, ["POST", "/_rollcall/webhooks", wanted], (body) =>
    shown(webhookKey(String(dig(body, "id"))), ["url"], url),
  );
  if (turn > 0) await removeWebhook(running, claims, String(dig(made, "id")));
};

/** The hands that write, each on its own kind of record. */
export const writers: Readonly<Record<string, Write>> = {
  accountSettings: writeAccountSettings,
  contactGroups: makeAndRemove(
    "/v2/contacts/groups",
    (name) => ({ group_name: name, group_privacy: 2 }),
    "group_id",
    "group_name",
  ),
  divisions: makeAndRemove("/v2/divisions", (name) => ({ division_name: name }), "division_id", "division_name"),
  groups: makeAndRemove("/v2/groups", (name) => ({ name }), "id", "name"),
  members: writeMembers,
  pictures: writePicture,
  roles: makeAndRemove("/v2/roles", (name) => ({ name, privileges: ["User:Read"] }), "id", "name"),
  scimGroups: makeAndRemove(
    "/scim2/Groups",
    (displayName) => ({ displayName: `scim ${displayName}` }),
    "id",
    "displayName",
  ),
  scimUsers: writeScimUser,
  webhooks: writeWebhook,
};

/** A picture is no JSON; what is gone is answered with 400 or 404, as Zoom has it. */
const isThere = async ({ url, token }: Running, path: string): Promise<boolean> => {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  assert.ok([200, 400, 404].includes(response.status), `${path}: ${response.status}`);
  return response.status === 200;
};

/** Looks everything up that was answered. */
export const checkClaims = async (running: Running, claims: Claims): Promise<void> => {
  const webhooks = listIn((await send(running, "GET", "/_rollcall/webhooks")).body);
  for (const { path, keys, value } of claims.values()) {
    if (path.startsWith("/_rollcall/webhooks#")) {
      const found = webhooks.find((one) => path.endsWith(`#${String(dig(one, "id"))}`));
      assert.deepEqual(dig(found, ...keys), value, path);
    } else if (keys.length === 0) assert.equal(await isThere(running, path), value, path);
    else assert.deepEqual(dig((await send(running, "GET", path)).body, ...keys), value, path);
  }
};
