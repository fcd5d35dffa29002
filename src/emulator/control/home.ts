import { escapeHtml, page } from "../page.ts";
import { readyCredentials } from "../ready-credentials.ts";
import type { World } from "../world.ts";
import { mailView } from "../inbox/render.ts";
import { type ControlRoute, html } from "./route.ts";

const shown = 50;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? `<p class="quiet">None yet.</p>`
    : `<table><thead><tr>${head.map((name) => `<th>${name}</th>`).join("")}</tr></thead><tbody>${rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
        .join("")}</tbody></table>`;

const users = (world: World): string => {
  const rows: string[][] = [];
  let total = 0;
  for (const tenant of world.tenants.values()) {
    world.expireInvitations(tenant);
    total += tenant.users.size;
    // The newest are last in the order; they are what somebody looks for.
    for (const user of [...tenant.users.from(tenant.account.nextSeq - shown)].toReversed())
      rows.push([
        escapeHtml(user.email),
        escapeHtml(`${user.firstName} ${user.lastName}`),
        String(user.type),
        user.status,
        escapeHtml(tenant.account.name),
      ]);
  }
  const cut = total > rows.length ? ` <span class="quiet">(the newest ${rows.length})</span>` : "";
  return `<h2>${total} users${cut}</h2>${table(["E-mail", "Name", "Type", "Status", "Account"], rows)}`;
};

const inbox = (world: World): string => {
  const rows = world.mails
    .slice(-shown)
    .toReversed()
    .map((mail) => {
      const view = mailView(world, mail);
      return [
        escapeHtml(view.at.slice(0, 19).replace("T", " ")),
        escapeHtml(view.to),
        `<a href="/_rollcall/inbox/${escapeHtml(view.id)}">${escapeHtml(view.subject)}</a>`,
        `<a href="${escapeHtml(view.link)}">link</a>`,
      ];
    });
  return `<h2>Inbox: ${world.mails.length} mails</h2>${table(["At", "To", "Subject", "Opens"], rows)}`;
};

const requests = (world: World): string => {
  const rows = world.log
    .latest(shown)
    .map((entry) => [
      String(entry.number),
      escapeHtml(`${entry.method} ${entry.path}`),
      entry.lost ? "answer lost" : String(entry.status),
      escapeHtml((entry.status >= 400 ? entry.answer.start : "").slice(0, 300)),
      escapeHtml(entry.hint),
    ]);
  return `<h2>Requests</h2>${table(["#", "Call", "Status", "Answer", "In plain words"], rows)}`;
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
<pre>${escapeHtml(curl)}</pre>${users(world)}${inbox(world)}${requests(world)}`,
      ),
    );
  },
};
