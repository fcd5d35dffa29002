// server: joins the rooms over one data directory, in this process alone or for everybody on the machine over HTTP.
// It refuses to know rules of its own: what Zoom does is the emulator's, what becomes of a row the roster's.
// The command line asks an Api; whether it is in the same process or behind /api, the answers are the same.
// Start reading at open-house.ts (what lives in a data directory), api/api.ts (what it can be asked)
// and start-server.ts (who answers which path).
export { auditAnswer, doctorAnswer, forgetAnswer, seatsAnswer } from "./api/account-contract.ts";
export type { Api } from "./api/api.ts";
export {
  acceptedAnswer,
  accountAnswer,
  accountsAnswer,
  type AccountView,
  createdAnswer,
  type CreatedView,
  errorAnswer,
  exitSchema,
  healthAnswer,
  jobAnswer,
  jobsAnswer,
  maxSourceBytes,
  type NewUserBody,
  planAnswer,
  type PlanAnswer,
  type PlanBody,
  type PlanRowView,
  planSchema,
  type PlanView,
  rowsAnswer,
  userAnswer,
  usersAnswer,
  type UserView,
} from "./api/contract.ts";
export { credentialAnswer, credentialsAnswer, removedAnswer } from "./api/credential-routes.ts";
export { triggersOnly } from "./workflows/open-credential-store.ts";
export type { WorkflowApi } from "./api/workflow-api.ts";
export * from "./api/workflow-contract.ts";
export { type CatalogStore, openCatalogStore } from "./catalog-store.ts";
export { createApi } from "./api/create-api.ts";
export { serverErrors } from "./errors.ts";
export { grantToken } from "./account-grant.ts";
export { ownServer } from "./own-server.ts";
export { type OpenPart, type RequestAnswer, type RequestTarget, sendRequest } from "./send-request.ts";
export type { Log, LogEntry } from "./log.ts";
export { sampleFile, templateFolder, version } from "./files.ts";
export { type House, type HouseOptions, openHouse } from "./open-house.ts";
export { type Rotated, rotateKey, type RotateOptions, type RotationStep } from "./vault/rotate-key.ts";
export { openWorker, type Worker, type WorkerOptions } from "./workflows/open-worker.ts";
export { type Server, type ServerOptions, startServer } from "./start-server.ts";
