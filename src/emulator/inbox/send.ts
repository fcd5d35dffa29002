import type { Mail, User } from "../records.ts";
import type { World } from "../world.ts";

/** Puts a mail into the inbox. Only a reference is kept; its text is made when somebody reads it. */
export const sendMail = (world: World, user: User, kind: Mail["kind"], now = world.now()): void =>
  world.mails.add({
    id: world.identifiers.id(),
    account: user.account,
    userId: user.id,
    kind,
    to: user.email,
    at: now,
  });
