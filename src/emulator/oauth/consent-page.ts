import { createHmac, randomBytes } from "node:crypto";

import type { Exchange } from "#base";
import type { GuardOptions } from "#system";

import type { Outcome } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import type { App } from "./records.ts";
import type { User } from "../records.ts";
import { ownerOf, type Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { formOf, sameSecret } from "./app-call.ts";

const cookieName = "rollcall_consent";
const htmlType = ["Content-Type", "text/html;charset=UTF-8"];

/** `formTarget`: where the form's answer may lead the browser; a policy of 'self' alone would stop the redirect. */
const pageHeaders = (formTarget: string): readonly string[] => [
  "Content-Security-Policy",
  `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${formTarget}; frame-ancestors 'none'; base-uri 'none'`,
  "Referrer-Policy",
  "no-referrer",
];

/** A page of the consent flow: no script, no foreign content, not to be framed. */
export const consentPage = (
  status: number,
  title: string,
  content: string,
  more: readonly string[] = pageHeaders(""),
): Outcome => ({
  status,
  body: page(title, `<h1>${escapeHtml(title)}</h1>${content}`),
  headers: more,
  type: htmlType,
});

/** A page that says why nobody can be sent on. */
export const consentProblem = (status: number, title: string, message: string): Outcome => ({
  ...consentPage(status, title, `<p role="alert">${escapeHtml(message)}</p>`),
  hint: message,
});

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Keeps other sites out: a name of theirs may be pointed at this machine (foreign Host), and a form of theirs may be sent
 * here by somebody's browser (foreign Origin).
 */
export const refuseForeign = (world: World, exchange: Exchange, { isExposed }: GuardOptions): Outcome | undefined => {
  if (exchange.inProcess) return undefined;
  const host = text(exchange.headers["host"]).toLowerCase();
  const name = host.replace(/:\d+$/, "");
  const isOurs =
    loopback.test(name) || name === "zoom.us" || name.endsWith(".zoom.us") || world.origin.endsWith(`//${host}`);
  if (!isOurs && !isExposed())
    return consentProblem(403, "Not here", `Foreign Host ${host}: open this page at ${world.origin}.`);
  const origin = text(exchange.headers["origin"]);
  const isSame = origin === "" || origin === `http://${host}` || origin === `https://${host}`;
  // A page without referrer has the Origin null in some browsers: then the cookie and the form's mark decide.
  return isSame || origin === "null" ? undefined : consentProblem(403, "Not from there", `Foreign Origin ${origin}.`);
};

const nonceOf = (exchange: Exchange): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{43})(?:;|$)`).exec(text(exchange.headers["cookie"]))?.[1];

/** What a form must bring with it: only a page of ours, shown to this browser for this very request, has it. */
const markOf = (world: World, nonce: string, { path, query }: Exchange): string =>
  createHmac("sha256", world.signingKey).update(`${nonce}\n${path}?${query}`).digest("base64url");

/** What was answered on a consent page. */
export interface Decision {
  readonly user: User;
  readonly isAllowed: boolean;
}

interface ConsentForm {
  readonly title: string;
  /** What is asked, as HTML. */
  readonly content: string;
  /** Fields before the question who one is, as HTML. */
  readonly fields?: string;
  /** Where the answer leads, for the page's policy: " https://app.test", or "". */
  readonly formTarget: string;
  readonly tenant: Tenant | undefined;
  readonly guarding: GuardOptions;
}

/** People offered in the list; any other active user can be typed. */
const offered = 50;

const people = (tenant: Tenant): string => {
  const rows: string[] = [];
  for (const user of tenant.users.from(0)) {
    if (rows.length === offered) break;
    if (user.status === "active") rows.push(`<option value="${escapeHtml(user.email)}">`);
  }
  return `<datalist id="people">${rows.join("")}</datalist>`;
};

/** 43 characters that no seed makes repeatable. */
const newNonce = (): string => randomBytes(32).toString("base64url");

/** The form: who one is, and yes or no. A signed-in person at Zoom only says yes or no; nobody signs in here. */
export const showForm = (world: World, exchange: Exchange, form: ConsentForm, problem = ""): Outcome => {
  const nonce = nonceOf(exchange) ?? newNonce();
  const hint = new URLSearchParams(exchange.query).get("login_hint");
  const user = formOf(exchange).get("user") ?? hint ?? ownerOf(form.tenant)?.email ?? "";
  const { adminToken, isExposed } = form.guarding;
  const admin =
    adminToken !== undefined && isExposed()
      ? `<p><label>Admin token of this emulator<br><input type="password" name="admin_token" required autocomplete="off"></label></p>`
      : "";
  const content = `${form.content}${problem === "" ? "" : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="post"><input type="hidden" name="mark" value="${markOf(world, nonce, exchange)}">${form.fields ?? ""}
<p><label>You are (e-mail of an active user)<br><input type="email" name="user" required value="${escapeHtml(user)}" list="people" size="40"></label></p>
${form.tenant === undefined ? "" : people(form.tenant)}${admin}
<p><button class="button" name="decision" value="allow">Allow</button> <button class="button" name="decision" value="deny" formnovalidate>Decline</button></p></form>
<p class="quiet">This is Rollcall on your machine, not Zoom: nobody signs in with a password.</p>`;
  const cookie = `${cookieName}=${nonce}; Path=/oauth; HttpOnly; SameSite=Lax`;
  return consentPage(problem === "" ? 200 : 400, form.title, content, [
    ...pageHeaders(form.formTarget),
    "Set-Cookie",
    cookie,
  ]);
};

/** Reads what a form brought; the form again, with what is wrong, where it cannot be taken. */
export const readDecision = (world: World, exchange: Exchange, form: ConsentForm): Decision | Outcome => {
  const sent = formOf(exchange);
  const nonce = nonceOf(exchange);
  if (nonce === undefined || !sameSecret(sent.get("mark") ?? "", markOf(world, nonce, exchange)))
    return showForm(world, exchange, form, "This page was too old, or not ours. Please look again and answer anew.");
  const { adminToken, isExposed } = form.guarding;
  if (adminToken !== undefined && isExposed() && !sameSecret(sent.get("admin_token") ?? "", adminToken))
    return showForm(world, exchange, form, "That is not the admin token.");
  const isAllowed = sent.get("decision") === "allow";
  const user = form.tenant?.users.byEmail(sent.get("user") ?? "");
  const who = user?.status === "active" ? user : isAllowed ? undefined : ownerOf(form.tenant);
  return who === undefined
    ? showForm(world, exchange, form, "No active user of the account has that address.")
    : { user: who, isAllowed };
};

/** What an app asks for, as HTML. */
export const whatIsAsked = (app: App, tenant: Tenant | undefined): string =>
  `<p><strong>${escapeHtml(app.name ?? app.clientId)}</strong> asks for access to the Zoom account <strong>${escapeHtml(tenant?.account.name ?? "")}</strong> in your name:</p>
<ul>${app.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join("")}</ul>`;
