import { type MailKind, mailSender } from "#zoom";

import { escapeHtml, page } from "../page.ts";
import type { Mail } from "../records.ts";
import type { World } from "../world.ts";
import { type Words, wordsOf } from "./words.ts";

/** Kinds with a link that makes somebody a user. */
const invitations: ReadonlySet<MailKind> = new Set(["activation", "join"]);

/** Whether a mail invites somebody. */
export const isInvitation = ({ kind }: Mail): boolean => invitations.has(kind);

/** Where a mail's link leads; "" for a mail without one. */
export const linkOf = (world: World, mail: Mail): string =>
  isInvitation(mail) ? `${world.origin}/_rollcall/activate/${mail.id}` : "";

/** Where one says no; "" for a mail that does not ask. */
const declineLinkOf = (world: World, mail: Mail): string =>
  mail.kind === "join" ? `${world.origin}/_rollcall/activate/${mail.id}/decline` : "";

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const toText = (greeting: string, { what, links: [first, ...others], after }: Words): string => {
  const lines = first === undefined ? [what] : [what, first.url];
  const rest = [...others.map(({ label, url }) => `${label}: ${url}`), after].filter((line) => line !== "");
  return `${[`${greeting},`, lines.join("\n"), ...rest].join("\n\n")}\n`;
};

const toHtml = (greeting: string, { subject, what, links, after }: Words): string => {
  const anchors = links.map(
    ({ label, url }, at) =>
      `<p><a${at === 0 ? ' class="button"' : ""} href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>\n`,
  );
  return page(
    subject,
    `<h1>${escapeHtml(subject)}</h1><p>${escapeHtml(greeting)},</p><p>${escapeHtml(what)}</p>
${anchors.join("")}<p class="quiet">${escapeHtml(`${after} This mail comes from an emulator of Zoom, not from Zoom.`.trim())}</p>`,
  );
};

/** A mail's words, as text and as a page. */
export const mailText = (world: World, mail: Mail): MailText => {
  const tenant = world.tenants.get(mail.account);
  const user = tenant?.users.byId(mail.userId);
  const greeting = user === undefined || user.firstName === "" ? "Hello" : `Hello ${user.firstName}`;
  const words = wordsOf(mail.kind, {
    account: tenant?.account.name ?? "",
    link: linkOf(world, mail),
    declineLink: declineLinkOf(world, mail),
    at: new Date(mail.at).toUTCString(),
  });
  return { subject: words.subject, text: toText(greeting, words), html: toHtml(greeting, words) };
};

/** A mail as the control plane shows it. */
export const mailView = (world: World, mail: Mail) => {
  const { subject, text } = mailText(world, mail);
  const declineLink = declineLinkOf(world, mail);
  const copy = world.mails.copyOf(mail);
  return {
    id: mail.id,
    account_id: mail.account,
    to: mail.to,
    from: mailSender.address,
    subject,
    kind: mail.kind,
    at: new Date(mail.at).toISOString(),
    link: linkOf(world, mail),
    ...(declineLink === "" ? {} : { decline_link: declineLink }),
    text,
    ...(copy === undefined ? {} : { smtp: copy }),
  };
};
