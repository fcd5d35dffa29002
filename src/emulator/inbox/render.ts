import type { Mail } from "../records.ts";
import type { World } from "../world.ts";
import { escapeHtml, page } from "../page.ts";

/** Where a mail's link leads; "" for a mail without one. */
export const linkOf = (world: World, mail: Mail): string =>
  mail.kind === "password" ? "" : `${world.origin}/_rollcall/activate/${mail.id}`;

interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const passwordText = (name: string, account: string): MailText => {
  const subject = "Your Zoom password has been changed";
  const what = `An administrator of ${account} has changed your password. If you did not expect this, ask them.`;
  return {
    subject,
    text: `${name},\n\n${what}\n`,
    html: page(
      subject,
      `<h1>${escapeHtml(subject)}</h1><p>${escapeHtml(name)},</p><p>${escapeHtml(what)}</p>
<p class="quiet">This mail never left your machine.</p>`,
    ),
  };
};

/**
 * The words of a mail. They are ours: no source has Zoom's own text (section 14 of the fact sheet: unknown).
 */
export const mailText = (world: World, mail: Mail): MailText => {
  const tenant = world.tenants.get(mail.account);
  const user = tenant?.users.byId(mail.userId);
  const name = user === undefined || user.firstName === "" ? "Hello" : `Hello ${user.firstName}`;
  const account = tenant?.account.name ?? "";
  const link = linkOf(world, mail);
  if (mail.kind === "password") return passwordText(name, account);
  const isJoin = mail.kind === "join";
  const subject = isJoin ? `You are invited to join the Zoom account ${account}` : "Activate your Zoom account";
  const what = isJoin
    ? `${account} invites you to bring your Zoom account under theirs. Accept here:`
    : `${account} has made a Zoom account for you. Activate it here:`;
  return {
    subject,
    text: `${name},\n\n${what}\n${link}\n\nThe link is valid for 30 days.\n`,
    html: page(
      subject,
      `<h1>${escapeHtml(subject)}</h1><p>${escapeHtml(name)},</p><p>${escapeHtml(what)}</p>
<p><a class="button" href="${escapeHtml(link)}">${isJoin ? "Accept the invitation" : "Activate your Zoom account"}</a></p>
<p class="quiet">The link is valid for 30 days. This mail never left your machine.</p>`,
    ),
  };
};

/** A mail as the control plane shows it. */
export const mailView = (world: World, mail: Mail) => {
  const { subject, text } = mailText(world, mail);
  return {
    id: mail.id,
    account_id: mail.account,
    to: mail.to,
    from: "no-reply@zoom.us",
    subject,
    kind: mail.kind,
    at: new Date(mail.at).toISOString(),
    link: linkOf(world, mail),
    text,
  };
};
