import type { Client } from "#client";

/**
 * One small call that shows whether the account can be used at all, and teaches the client the account's clock: daily
 * limits end by that one. It needs no scope that planning does not need.
 */
export const greet = async (client: Client): Promise<void> => {
  const users = client.users.list("active", { pageSize: 1 })[Symbol.asyncIterator]();
  await users.next();
  await users.return?.();
};
