// A program as one writes it with Zoom's own SDK: it knows nothing of Rollcall. It prints what it saw, one JSON document.
import { AccountsS2SAuthClient } from "@zoom/rivet/accounts";
import { UsersS2SAuthClient } from "@zoom/rivet/users";

const credentials = {
  clientId: process.env.ZOOM_CLIENT_ID,
  clientSecret: process.env.ZOOM_CLIENT_SECRET,
  accountId: process.env.ZOOM_ACCOUNT_ID,
};
const webhooksSecretToken = "a-secret-of-the-webhook";
const users = new UsersS2SAuthClient({ ...credentials, webhooksSecretToken, port: 0 });
const accounts = new AccountsS2SAuthClient({ ...credentials, disableReceiver: true });

const events = [];
for (const name of ["user.created", "user.updated", "user.settings_updated", "user.deleted"])
  users.webEventConsumer.event(name, ({ payload }) => events.push([name, payload.object.email ?? payload.object.id]));
const server = await users.start();

/** What one does on Zoom's web pages: subscribe the receiver, and click the link in the activation mail. */
const elsewhere = async (path, body) => {
  const headers = { "content-type": "application/json" };
  const init = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  return await (await fetch(`${process.env.ROLLCALL_EMULATOR_URL}/_rollcall${path}`, init)).json();
};
const webhook = await elsewhere("/webhooks", {
  url: `http://127.0.0.1:${server.address().port}/zoom/events`,
  events: ["*"],
  secret: webhooksSecretToken,
});

const seen = { webhook: webhook.state };
const email = "mona@acme.test";
const api = users.endpoints.users;
const created = await api.createUsers({
  body: { action: "create", user_info: { email, type: 1, first_name: "Mona" } },
});
seen.created = created.statusCode;
const mail = await elsewhere(`/inbox/latest?to=${email}&wait=10s`);
await elsewhere(`/inbox/${mail.id}/open`, {});
seen.listed = (await api.listUsers({ query: { status: "active", page_size: 30 } })).data.users.map(
  (user) => user.email,
);
const path = { userId: created.data.id };
seen.updated = (await api.updateUser({ path, body: { last_name: "Reyes", dept: "Sales" } })).statusCode;
const { data: user } = await api.getUser({ path });
seen.user = [user.last_name, user.dept];

const settings = async () => {
  const before = (await api.getUserSettings({ path })).data.in_meeting.chat;
  const change = { in_meeting: { chat: !before } };
  const changed = (await api.updateUserSettings({ path, body: change })).statusCode;
  const after = (await api.getUserSettings({ path })).data.in_meeting.chat;
  const account = await accounts.endpoints.accounts.getAccountSettings({ path: { accountId: "me" } });
  return { changed, flipped: after === !before, account: account.statusCode };
};
seen.settings = await settings();

seen.refused = await api
  .createUsers({ body: { action: "create", user_info: { email, type: 1 } } })
  .catch((error) => [error.name, error.message]);
seen.roles = (await accounts.endpoints.roles.listRoles({})).data.roles.map((role) => role.name);
seen.deleted = (await api.deleteUser({ path, query: { action: "delete" } })).statusCode;
await elsewhere("/deliveries?wait=10s");
seen.events = events;
console.log(JSON.stringify(seen));
server.close();
process.exit(0);
