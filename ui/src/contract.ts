// What /api answers: types of the server's, nothing of its code.
export type {
  AccountRow,
  AccountsView,
  ApiView,
  CallView,
  ExampleView,
  ImportedView,
  LanguageView,
  OperationRow,
  OperationView,
  ProgramView,
  SearchView,
  SettingsView,
  StepTypesView,
} from "../../src/server/api/console-contract.ts";
export type { PlanAnswer, PlanRowView, PlanView } from "../../src/server/api/contract.ts";

import type { OperationView, StepTypesView } from "../../src/server/api/console-contract.ts";

export type StepDoc = StepTypesView[number];
export type StepField = StepDoc["fields"][number];
export type Operation = OperationView["operation"];
export type Parameter = Operation["parameters"][number];
type JsonBody = Extract<NonNullable<Operation["body"]>, { readonly kind: "json" }>;
export type Schema = JsonBody["schema"];
