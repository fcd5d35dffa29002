import { RollcallError } from "#base";
import type { Client, CreateOutcome, ExistsKind, UserDetail, UserRow } from "#client";

import { serverErrors } from "../errors.ts";
import type { Accounts } from "../open-accounts.ts";
import type { Api } from "./api.ts";
import type { CreatedView, UserView } from "./contract.ts";

const rowView = (user: UserRow): UserView => ({
  ...(user.id === undefined ? {} : { id: user.id }),
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  displayName: user.displayName,
  type: user.type,
  status: user.status,
  department: user.department,
  ...(user.roleId === undefined ? {} : { roleId: user.roleId }),
  ...(user.createdAt === undefined ? {} : { createdAt: user.createdAt }),
  ...(user.lastLoginAt === undefined ? {} : { lastLoginAt: user.lastLoginAt }),
  ...(user.invitedAt === undefined ? {} : { invitedAt: user.invitedAt }),
  timezone: user.timezone,
  language: user.language,
});

const detailView = (user: UserDetail): UserView => ({
  ...rowView(user),
  jobTitle: user.jobTitle,
  company: user.company,
  location: user.location,
  costCenter: user.costCenter,
  manager: user.manager,
});

const existing: Readonly<
  Record<ExistsKind, { readonly code: string; readonly message: string; readonly fix: string }>
> = {
  "active here": {
    code: "active_here",
    message: "the account has an active user with this address",
    fix: "Nothing to create; `rollcall users get` shows the user.",
  },
  "pending here": {
    code: "pending_here",
    message: "the account has invited this address already, and the invitation is open",
    fix: "Wait for the person, or take the invitation back (`rollcall users delete … --mode disassociate`) and create the user again.",
  },
  "inactive here": {
    code: "inactive_here",
    message: "the account has this user, deactivated",
    fix: "Reactivate the user instead of creating it.",
  },
  "active elsewhere": {
    code: "active_elsewhere",
    message: "the address belongs to a paid Zoom account elsewhere",
    fix: "Ask its owner to release the address, or use another one.",
  },
  "claimed or expired, not visible": {
    code: "claimed_elsewhere",
    message: "the address is claimed by a Zoom account, or by an expired invitation, that cannot be seen from here",
    fix: "Ask the person to sign in at zoom.us and release the address, or use another one.",
  },
};

/** Read back, not assumed: `create` can come out active, and other actions pending. */
const statusOf = async (client: Client, email: string): Promise<Pick<CreatedView, "status">> => {
  try {
    const found = await client.users.get(email);
    return "notHere" in found ? {} : { status: found.status };
  } catch (error) {
    // The user is made; that it cannot be looked at (a missing scope, a limit) does not undo that.
    if (error instanceof RollcallError) return {};
    throw error;
  }
};

const createdView = async (client: Client, email: string, outcome: CreateOutcome): Promise<CreatedView> => {
  switch (outcome.outcome) {
    case "created":
    case "adopted":
      return {
        outcome: outcome.outcome,
        email,
        ...(outcome.id === undefined ? {} : { id: outcome.id }),
        ...(await statusOf(client, email)),
      };
    case "exists": {
      const { user, kind } = outcome;
      const here = user === undefined ? {} : { status: user.status, ...(user.id === undefined ? {} : { id: user.id }) };
      return { outcome: "exists", email, ...here, reason: existing[kind] };
    }
    case "refused": {
      const fields = (outcome.fields ?? []).map(({ field, message }) => ` ${field}: ${message}`).join("");
      const reason = { code: `zoom_${outcome.code}`, message: outcome.message + fields, fix: outcome.fix };
      return { outcome: "refused", email, reason };
    }
    case "deferred": {
      const message = `${outcome.reason}; possible again at ${new Date(outcome.until).toISOString()}`;
      return {
        outcome: "deferred",
        email,
        reason: { code: "waiting", message, fix: "Run the same command again after that time." },
      };
    }
  }
};

/** Users of a named account, one call each. */
export const createUsers = (accounts: Accounts): Api["users"] => {
  const clientOf = async (account: string): Promise<Client> => (await accounts.open(account)).client;
  return {
    async list(account, status) {
      const { users } = await clientOf(account);
      const found: UserView[] = [];
      for await (const user of status === undefined ? users.all() : users.list(status)) found.push(rowView(user));
      return found;
    },
    async get(account, idOrEmail) {
      const found = await (await clientOf(account)).users.get(idOrEmail);
      if (!("notHere" in found)) return detailView(found);
      throw serverErrors.make("RC_SERVER_USER_UNKNOWN", `${idOrEmail}: ${found.notHere}, in the account "${account}"`);
    },
    async create(account, user) {
      const client = await clientOf(account);
      return await createdView(client, user.email, await client.users.create(user));
    },
    async remove(account, idOrEmail, removal) {
      await (await clientOf(account)).users.remove(idOrEmail, removal);
    },
  };
};
