import type { NewUser, Removal, UserStatus } from "#client";
import type {
  Accepted,
  ApplyOptions,
  AuditView,
  ChangeRequest,
  DoctorReport,
  Forgotten,
  JobView,
  PlanOptions,
  RowOutcome,
  SeatReport,
  Source,
} from "#roster";

import type { CredentialApi } from "./credential-routes.ts";
import type { WorkflowApi } from "./workflow-api.ts";
import type { AccountView, CreatedView, PlanAnswer, UserView } from "./contract.ts";

/**
 * What a data directory can be asked to do: the same in the process that holds it and over HTTP to that process.
 * Everything may throw a RollcallError.
 */
export interface Api {
  account(name: string): Promise<AccountView>;
  /** Every account that can be named; one that cannot be opened is left out. */
  accounts(): Promise<readonly AccountView[]>;
  /** What the account is fit for. Reads only. */
  doctor(account: string): Promise<DoctorReport>;
  seats(account: string, idleDays: number): Promise<SeatReport>;
  /** The audit log of the data directory, checked. */
  audit(): Promise<AuditView>;
  /** Takes a person out of the data directory's files. */
  forget(email: string): Promise<Forgotten>;
  /** Plans and saves the plan; sends nothing that changes anything. */
  plan(source: Source, account: string, options: PlanOptions): Promise<PlanAnswer>;
  /** The same for a change that no file describes. Without an account: the one of the run that is undone. */
  planChange(request: ChangeRequest, account: string | undefined, options: PlanOptions): Promise<PlanAnswer>;
  apply(source: Source, account: string, options: ApplyOptions): Promise<Accepted>;
  /** The job once it is no longer running, or as it is after `waitMs`. @throws RC_ROSTER_NO_RUN; so does `rows` */
  job(run: string, waitMs: number): Promise<JobView>;
  /** Newest first. */
  jobs(): Promise<readonly JobView[]>;
  rows(run: string): Promise<readonly RowOutcome[]>;
  readonly workflows: WorkflowApi;
  /** Secrets of workflows: written, never read. @throws RC_ACCOUNTS_CREDENTIAL_INPUT */
  readonly credentials: CredentialApi;
  readonly users: {
    list(account: string, status?: UserStatus): Promise<readonly UserView[]>;
    get(account: string, idOrEmail: string): Promise<UserView>;
    create(account: string, user: NewUser): Promise<CreatedView>;
    remove(account: string, idOrEmail: string, removal: Removal): Promise<void>;
  };
}
