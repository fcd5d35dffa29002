// accounts: named targets with their secrets and budgets; openAccount joins them to a client.
// It refuses to know what is done with an account, and what Zoom's calls look like: that is the client's.
// Files, environment, clock and storage are handed in, so nothing here touches the machine.
// Start reading at account.ts (an entry of accounts.json) and budget.ts (what a plan allows in a second and a day).
export {
  type AccountEntry,
  type AccountEntryInput,
  accountEntrySchema,
  emulatorName,
  readAccounts,
} from "./account.ts";
export { type BudgetOptions, type BudgetUse, createBudget } from "./budget.ts";
export { budgetSchema } from "./budget-table.ts";
export { credentialSchema } from "./credential-table.ts";
export { type Credentials, type CredentialView, openCredentials } from "./credentials.ts";
export { makeRedactor, type Redactor } from "./redactor.ts";
export { accountErrors } from "./errors.ts";
export { type AccountDeps, type EmulatorTarget, type OpenAccount, openAccount } from "./open-account.ts";
export { type ReadSecretFile, resolveSecret, type SecretFile } from "./secret.ts";
export { usedInvites } from "./used-invites.ts";
