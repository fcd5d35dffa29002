import type { Field } from "../field.ts";
import { documented, inferred } from "../source.ts";

const questions = [
  "last_name",
  "address",
  "city",
  "country",
  "zip",
  "state",
  "phone",
  "industry",
  "org",
  "job_title",
  "purchasing_time_frame",
  "role_in_purchase_process",
  "no_of_employees",
  "comments",
] as const;

/** What people who register for a webinar are asked; the same rows for groups and accounts, in GET and PATCH.
 * @source OAS-U, OAS-A (documented) */
export const registrationFields: readonly Field[] = [
  { path: "options", type: "object" },
  { path: "options.host_email_notification", type: "boolean" },
  { path: "options.close_registration", type: "boolean" },
  { path: "options.allow_participants_to_join_from_multiple_devices", type: "boolean" },
  { path: "options.show_social_share_buttons", type: "boolean" },
  { path: "questions", type: "array" },
  { path: "questions[]", type: "object" },
  { path: "questions[].field_name", type: "string", values: questions },
  { path: "questions[].required", type: "boolean" },
  { path: "questions[].selected", type: "boolean" },
  { path: "approve_type", type: "integer", values: [0, 1], note: "0 automatically, 1 by hand" },
  { path: "custom_questions", type: "array" },
  { path: "custom_questions[]", type: "object" },
  { path: "custom_questions[].title", type: "string" },
  { path: "custom_questions[].type", type: "string", values: ["short", "single_dropdown", "single_radio", "multiple"] },
  { path: "custom_questions[].required", type: "boolean" },
  { path: "custom_questions[].selected", type: "boolean" },
  { path: "custom_questions[].answers", type: "array" },
  { path: "custom_questions[].answers[]", type: "string" },
];

/** Before anybody changed anything: every question is known and none is asked. */
export const registrationDefaults = {
  options: {
    host_email_notification: false,
    close_registration: false,
    allow_participants_to_join_from_multiple_devices: false,
    show_social_share_buttons: false,
  },
  questions: questions.map((name) => ({ field_name: name, required: false, selected: false })),
  approve_type: 0,
  custom_questions: [],
  source: inferred("no default is documented; booleans are false as in the other settings"),
} as const;

/** The values of `type` in the query. */
export const registrationTypes = { values: ["webinar"], source: documented("OAS-U") } as const;
