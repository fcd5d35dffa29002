import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { readClassic, scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");

/** Most users that may schedule for one, and in one call. */
export const assistantLimits = { perUser: 30, source: oas } as const;

const readsWithProfile = [...readClassic, "user_profile"] as const;
const both = (name: string): readonly string[] => [name, `${name}:admin`];

export const assistantList = operation({
  id: "userAssistants",
  method: "GET",
  path: "/users/{userId}/assistants",
  summary: "List user assistants",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(readsWithProfile, both("user:read:list_assistants")),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "assistants", type: "array", maxItems: assistantLimits.perUser },
      { path: "assistants[]", type: "object" },
      { path: "assistants[].email", type: "string" },
      { path: "assistants[].id", type: "string" },
      { path: "assistants[].can_manage_host_private_event", type: "boolean" },
    ],
  },
  errors: { ...userErrors },
  notes: [],
  source: oas,
});

const refusal = (message: string, trigger: string): ErrorTemplate => ({
  status: 400,
  code: 200,
  message,
  trigger,
  source: oas,
});

export const assistantsAdd = operation({
  id: "userAssistantCreate",
  method: "POST",
  path: "/users/{userId}/assistants",
  summary: "Add assistants",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, both("user:write:assistant")),
  parameters: [userIdParameter],
  request: [
    { path: "assistants", type: "array", maxItems: assistantLimits.perUser },
    { path: "assistants[]", type: "object" },
    { path: "assistants[].email", type: "string" },
    { path: "assistants[].id", type: "string", note: "wins over email" },
    { path: "assistants[].can_manage_host_private_event", type: "boolean" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "add_at", type: "string", format: "date-time", note: "not added_at" },
      { path: "ids", type: "string", note: "all ids in one text, joined by commas" },
    ],
  },
  errors: {
    ...userErrors,
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    notPaid: refusal("Current account must be paid account: {userId}", "a Free account"),
    userUnlicensed: refusal(
      "The user must either be a Licensed user or an On-prem user : {userId}.",
      "the user is neither Licensed nor On-prem",
    ),
    self: refusal("Can't assign scheduling privilege to yourself.", "the user is among the assistants"),
    assistantUnknown: refusal("Can't find user {email}.", "no user of the account has that id or address"),
    already: refusal("User {email} has already granted scheduling privilege.", "the assistant is one already"),
    assistantUnlicensed: refusal(
      "The user must either be a Licensed user or an On-prem user : {email}.",
      "the assistant is neither Licensed nor On-prem",
    ),
  },
  notes: [
    {
      text: "All are added or none; {email} in a text is what the request named the assistant by.",
      source: inferred("nobody says"),
    },
  ],
  source: oas,
});

const removal = (id: string, path: string, summary: string, granular: string, more: string | undefined) =>
  operation({
    id,
    method: "DELETE",
    path,
    summary,
    label: "Light",
    permissions: ["User:Edit"],
    scopes: scopes(writeClassic, both(granular)),
    parameters: [
      userIdParameter,
      ...(more === undefined ? [] : [{ name: more, in: "path", type: "string", required: true } as const]),
    ],
    success: { status: 204, fields: [] },
    errors: { ...userErrors },
    notes: [{ text: "Who is none is removed all the same: 204.", source: inferred("no error is documented") }],
    source: oas,
  });

export const assistantsRemoveAll = removal(
  "userAssistantsDelete",
  "/users/{userId}/assistants",
  "Delete user assistants",
  "user:delete:assistant",
  undefined,
);
export const assistantRemove = removal(
  "userAssistantDelete",
  "/users/{userId}/assistants/{assistantId}",
  "Delete a user assistant",
  "user:delete:assistant",
  "assistantId",
);

export const schedulerList = operation({
  id: "userSchedulers",
  method: "GET",
  path: "/users/{userId}/schedulers",
  summary: "List user schedulers",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(readsWithProfile, both("user:read:list_schedulers")),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "schedulers", type: "array" },
      { path: "schedulers[]", type: "object" },
      { path: "schedulers[].email", type: "string" },
      { path: "schedulers[].id", type: "string" },
      { path: "schedulers[].pmi", type: "integer" },
    ],
  },
  errors: { ...userErrors },
  notes: [{ text: "Those whom this user may schedule for: assistants the other way round.", source: oas }],
  source: oas,
});

export const schedulersRemoveAll = removal(
  "userSchedulersDelete",
  "/users/{userId}/schedulers",
  "Delete user schedulers",
  "user:delete:scheduler",
  undefined,
);
export const schedulerRemove = removal(
  "userSchedulerDelete",
  "/users/{userId}/schedulers/{schedulerId}",
  "Delete a scheduler",
  "user:delete:scheduler",
  "schedulerId",
);
