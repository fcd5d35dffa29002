import type { Operation } from "#zoom";
import { userCreate, userDelete, userGet, userList, userStatus, userSummary, userUpdate } from "#zoom";

/** What the roster calls, and what for. */
const needed: readonly (readonly [operation: Operation, purpose: string])[] = [
  [userList, "read the account"],
  [userGet, "look users up"],
  [userSummary, "count seats"],
  [userCreate, "create users"],
  [userUpdate, "change users"],
  [userStatus, "activate and deactivate users"],
  [userDelete, "remove users, take invitations back"],
];

export interface MissingScope {
  readonly scope: string;
  readonly purpose: string;
}

const isGranular = (scope: string): boolean =>
  /^\w+:(?:read|write|update|delete):\w+(?::\w+)?$/.test(scope) && !/^(?:\w+):(?:read|write):admin$/.test(scope);

const nameFor = ({ scopes }: Operation, granular: boolean): string => {
  const names = granular ? scopes.granular : scopes.classic;
  return names.find((scope) => scope.endsWith(":admin")) ?? names[0] ?? "";
};

/** Scopes that the app lacks, by the names that its kind (classic or granular) has in the Marketplace. */
export const missingScopes = (granted: readonly string[]): MissingScope[] => {
  const has = new Set(granted);
  const granular = granted.length === 0 || granted.some(isGranular);
  return needed.flatMap(([operation, purpose]) => {
    const any = [...operation.scopes.classic, ...operation.scopes.granular].some((scope) => has.has(scope));
    return any ? [] : [{ scope: nameFor(operation, granular), purpose }];
  });
};

/** May the app create users at all? */
export const mayCreate = (granted: readonly string[]): boolean =>
  [...userCreate.scopes.classic, ...userCreate.scopes.granular].some((scope) => granted.includes(scope));
