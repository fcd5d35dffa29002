import { z } from "zod";

import type { Answer } from "#base";

import { activate, type Activation, decline, invitationOf } from "../inbox/activate.ts";
import { escapeHtml, page } from "../page.ts";
import { type ControlCall, type ControlRoute, html, json } from "./route.ts";

const form = (email: string, problem: string): string =>
  page(
    "Activate your Zoom account",
    `<h1>Activate your Zoom account</h1><p>For <strong>${escapeHtml(email)}</strong>.</p>
${problem === "" ? "" : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="post"><p><label>Choose a password<br><input type="password" name="password" required minlength="8" maxlength="32" autocomplete="new-password" autofocus></label></p>
<p class="quiet">8 to 32 characters, a digit, upper and lower case. It is checked and not kept.</p>
<p><button class="button">Activate</button></p></form>`,
  );

const done = ({ message, user }: Activation): string =>
  page(
    message,
    `<h1>${escapeHtml(message)}</h1>${user === undefined ? "" : `<p>${escapeHtml(user.email)} is <strong>${user.status}</strong>.</p>`}<p><a href="/">Back to the account</a></p>`,
  );

const wantsPage = ({ exchange }: ControlCall): boolean => {
  const accept = String(exchange.headers["accept"] ?? "");
  const type = String(exchange.headers["content-type"] ?? "");
  return accept.includes("text/html") || type.startsWith("application/x-www-form-urlencoded");
};

const show = (call: ControlCall): Answer => {
  const invitation = invitationOf(call.world, call.parameters["code"] ?? "");
  const email = invitation.user?.email ?? "";
  return html(invitation.status, invitation.user?.status === "pending" ? form(email, "") : done(invitation));
};

const accept = (call: ControlCall): Answer => {
  const { password } = z.object({ password: z.string() }).parse(call.body);
  const code = call.parameters["code"] ?? "";
  const result = activate(call.world, code, password);
  if (!wantsPage(call)) return json(result.status, result.user ?? { error: result.message });
  const email = invitationOf(call.world, code).user?.email ?? "";
  return html(result.status, result.status === 400 ? form(email, result.message) : done(result));
};

const declineForm = (email: string): string =>
  page(
    "Decline the invitation",
    `<h1>Decline the invitation</h1><p>For <strong>${escapeHtml(email)}</strong>: your Zoom account stays as it is.</p>
<form method="post"><p><button class="button">Decline</button></p></form>`,
  );

/** A page first: whoever only looks at a mail's links has declined nothing. */
const showDecline = (call: ControlCall): Answer => {
  const invitation = invitationOf(call.world, call.parameters["code"] ?? "");
  const isOpen = invitation.user?.status === "pending";
  return html(invitation.status, isOpen ? declineForm(invitation.user.email) : done(invitation));
};

const sayNo = (call: ControlCall): Answer => {
  const result = decline(call.world, call.parameters["code"] ?? "");
  if (wantsPage(call)) return html(result.status, done(result));
  return json(result.status, result.status === 200 ? result.user : { error: result.message });
};

/** The page behind the link of an activation mail. The code in its path is the secret that lets one in. */
export const activationRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/activate/{code}",
    what: "The page a mail's link opens: choose a password.",
    open: true,
    handle: show,
  },
  {
    method: "POST",
    path: "/activate/{code}",
    what: "Chooses the password (as form or JSON): the user is active.",
    example: { password: "Rehearsal-2026" },
    open: true,
    handle: accept,
  },
  {
    method: "GET",
    path: "/activate/{code}/decline",
    what: "The page of the link that declines an invitation to join.",
    open: true,
    handle: showDecline,
  },
  {
    method: "POST",
    path: "/activate/{code}/decline",
    what: "Declines it (as form or JSON): the user is pending no more.",
    open: true,
    handle: sayNo,
  },
];
