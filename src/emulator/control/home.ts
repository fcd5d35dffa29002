import { userTypes } from "#zoom";

import { escapeHtml, page } from "../page.ts";
import { readyCredentials } from "../ready-credentials.ts";
import type { World } from "../world.ts";
import { mailView } from "../inbox/render.ts";
import { type ControlRoute, html } from "./route.ts";

/** Rows of each table: the page is a glance; the control plane has everything. */
const shown = 25;

const typeNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.values(userTypes).map(({ type, name }) => [type, name]),
);

const heading = (id: string, text: string, total: number, rows: number): string => {
  const cut = total > rows ? ` <span class="quiet">(the newest ${rows})</span>` : "";
  return `<h2 id="${id}">${text}${cut}</h2>`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? `<p class="quiet">None yet.</p>`
    : `<table><thead><tr>${head.map((name) => `<th>${name}</th>`).join("")}</tr></thead><tbody>${rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
        .join("")}</tbody></table>`;

const countUsers = (world: World): number =>
  [...world.tenants.values()].reduce((sum, tenant) => sum + tenant.users.size, 0);

const users = (world: World): string => {
  const rows: string[][] = [];
  for (const tenant of world.tenants.values()) {
    world.expireInvitations(tenant);
    // The newest are last in the order; they are what somebody looks for.
    for (const user of [...tenant.users.from(tenant.account.nextSeq - shown)].toReversed())
      rows.push([
        escapeHtml(user.email),
        escapeHtml(`${user.firstName} ${user.lastName}`),
        typeNames[user.type] ?? String(user.type),
        user.status,
        escapeHtml(tenant.account.name),
      ]);
  }
  const total = countUsers(world);
  const newest = rows.slice(0, shown);
  return (
    heading("users", `${total} users`, total, newest.length) +
    table(["E-mail", "Name", "Licence", "Status", "Account"], newest)
  );
};

const inbox = (world: World): string => {
  const rows = world.mails
    .all()
    .slice(-shown)
    .toReversed()
    .map((mail) => {
      const view = mailView(world, mail);
      return [
        escapeHtml(view.at.slice(0, 19).replace("T", " ")),
        escapeHtml(view.to),
        `<a href="/_rollcall/inbox/${escapeHtml(view.id)}">${escapeHtml(view.subject)}</a>`,
        `<a href="${escapeHtml(view.link)}">activate</a>`,
      ];
    });
  const total = world.mails.all().length;
  return heading("inbox", `Inbox: ${total} mails`, total, rows.length) + table(["At", "To", "Subject", "Opens"], rows);
};

const requests = (world: World): string => {
  const rows = world.log
    .latest(shown)
    .map((entry) => [
      String(entry.number),
      escapeHtml(`${entry.method} ${entry.path}`),
      entry.lost ? "answer lost" : String(entry.status),
      escapeHtml((entry.status >= 400 ? entry.answer : "").slice(0, 300)),
      escapeHtml(entry.hint),
    ]);
  const total = world.log.count;
  return (
    heading("requests", `${total} requests`, total, rows.length) +
    table(["#", "Call", "Status", "Answer", "In plain words"], rows)
  );
};

/** A ready curl line that creates a user. */
export const curlLine = (origin: string, token: string): string =>
  `curl -i ${origin}/v2/users -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{"action":"create","user_info":{"email":"mona.reyes@acme.test","type":1,"first_name":"Mona","last_name":"Reyes"}}'`;

/** The plain page at `/` until there is a console. */
export const homeRoute: ControlRoute = {
  method: "GET",
  path: "/",
  what: "A plain page: base URL, curl line, users, inbox, requests.",
  handle: ({ world }) => {
    const credentials = readyCredentials(world);
    const curl = credentials === undefined ? "" : curlLine(world.origin, credentials.token);
    return html(
      200,
      page(
        "Rollcall",
        `<h1>Rollcall: a Zoom account on this machine</h1>
<p>API base <code>${escapeHtml(world.origin)}/v2</code> · control plane <a href="/_rollcall">/_rollcall</a> · not affiliated with Zoom</p>
<p><a href="#users">${countUsers(world)} users</a> · <a href="#inbox">${world.mails.all().length} mails</a> · <a href="#requests">${world.log.count} requests</a> · <a href="/">look again</a></p>
<p>Create a user from a terminal:</p><pre>${escapeHtml(curl)}</pre>${users(world)}${inbox(world)}${requests(world)}`,
      ),
    );
  },
};
