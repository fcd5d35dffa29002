// vitest: one emulator behind a socket for the whole file, an account of its own for each test.
import { createEmulator } from "rollcall/emulator";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

let zoom;
let server;
let account;

beforeAll(async () => {
  zoom = await createEmulator({ account: false });
  server = await zoom.listen();
});
beforeEach(() => {
  account = zoom.addAccount({ preset: "business", users: [{ email: "amy@acme.test", type: 2 }] });
});
afterAll(() => zoom.close());

const get = async (path) => {
  const answer = await fetch(`${server.url}/v2${path}`, { headers: { authorization: `Bearer ${account.token}` } });
  return await answer.json();
};

test("a test sees the users of its own account", async () => {
  const { users } = await get("/users");
  expect(users.map((user) => user.email)).toContain("amy@acme.test");
});

test("and what was asked", async () => {
  await get("/users/nobody@acme.test");
  const [last] = await zoom.requests(1);
  expect(last).toMatchObject({ operation: "user", status: 404, account_id: account.accountId });
});
