import type { MailKind } from "#zoom";

/** What a mail says: everything but its greeting. */
export interface Words {
  readonly subject: string;
  readonly what: string;
  /** Named by what they do. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly after: string;
}

/** What the words depend on. */
export interface Occasion {
  /** The account's name. */
  readonly account: string;
  /** Where the mail's link leads. */
  readonly link: string;
  readonly declineLink: string;
  /** When, for people. */
  readonly at: string;
}

const month = "The link is valid for 30 days.";

/** The words of each kind of mail. They are ours: no source has Zoom's own text (section 14 of the fact sheet: unknown). */
const wordsByKind: { readonly [Kind in MailKind]: (occasion: Occasion) => Words } = {
  activation: ({ account, link }) => ({
    subject: "Activate your Zoom account",
    what: `${account} has made a Zoom account for you. Activate it here:`,
    links: [{ label: "Activate your Zoom account", url: link }],
    after: month,
  }),
  join: ({ account, link, declineLink }) => ({
    subject: `You are invited to join the Zoom account ${account}`,
    what: `${account} invites you to bring your Zoom account under theirs. Accept here:`,
    links: [
      { label: "Accept the invitation", url: link },
      { label: "Decline it", url: declineLink },
    ],
    after: `${month} Until you accept, your own account stays as it is.`,
  }),
  password: ({ account }) => ({
    subject: "Your Zoom password has been changed",
    what: `An administrator of ${account} has changed your password. If you did not expect this, ask them.`,
    links: [],
    after: "",
  }),
  "sign-in": ({ at }) => ({
    subject: "New sign-in to your Zoom account",
    what: `Somebody signed in to your Zoom account with your address and password, at ${at}. If it was not you, change your password.`,
    links: [],
    after: "",
  }),
};

export const wordsOf = (kind: MailKind, occasion: Occasion): Words => wordsByKind[kind](occasion);
