import type { Field, FieldType } from "../field.ts";
import { operation } from "../operation.ts";
import { documented, unknown } from "../source.ts";
import { scopes, userErrors, userIdParameter } from "./shared.ts";

const oas = documented("OAS-U");

export const summaryTemplates = operation({
  id: "Getmeetingsummarytemplates",
  method: "GET",
  path: "/users/{userId}/meeting_summary_templates",
  summary: "Get meeting summary templates",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(["user:read", "user:read:admin"], ["user:read:settings", "user:read:settings:admin"]),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "[]", type: "object" },
      { path: "[].meeting_summary_template_id", type: "string" },
      { path: "[].name", type: "string" },
      { path: "[].description", type: "string" },
    ],
  },
  errors: { ...userErrors },
  notes: [],
  source: oas,
});

/** The settings that a meeting template fixes, by section; `[path, type or values]`. */
export const meetingTemplateSettings: readonly (readonly [path: string, kind: FieldType | readonly string[]])[] = [
  ["in_meeting.entry_exit_chime", ["host", "all", "none"]],
  ["in_meeting.feedback", "boolean"],
  ["in_meeting.polling", "boolean"],
  ["in_meeting.post_meeting_feedback", "boolean"],
  ["in_meeting.screen_sharing", "boolean"],
  ["in_meeting.who_can_share_screen", ["host", "all"]],
  ["in_meeting.who_can_share_screen_when_someone_is_sharing", ["host", "all"]],
  ["in_meeting.disable_screen_sharing_for_host_meetings", "boolean"],
  ["in_meeting.annotation", "boolean"],
  ["in_meeting.whiteboard", "boolean"],
  ["in_meeting.remote_control", "boolean"],
  ["in_meeting.non_verbal_feedback", "boolean"],
  ["in_meeting.allow_participants_to_rename", "boolean"],
  ["in_meeting.breakout_room", "boolean"],
  ["in_meeting.remote_support", "boolean"],
  ["in_meeting.manual_captioning", "object"],
  ["in_meeting.manual_captioning.auto_generated_captions", "boolean"],
  ["in_meeting.manual_captioning.allow_to_type", "boolean"],
  ["in_meeting.manual_captioning.manual_captions", "boolean"],
  ["in_meeting.manual_captioning.save_captions", "boolean"],
  ["in_meeting.closed_captioning", "object"],
  ["in_meeting.closed_captioning.auto_transcribing", "boolean"],
  ["in_meeting.closed_captioning.enable", "boolean"],
  ["in_meeting.closed_captioning.save_caption", "boolean"],
  ["recording.auto_recording", ["local", "cloud", "none"]],
  ["schedule_meeting.host_video", "boolean"],
  ["schedule_meeting.participant_video", "boolean"],
  ["schedule_meeting.mute_upon_entry", "boolean"],
  ["meeting_security.waiting_room", "boolean"],
];

const sections = ["in_meeting", "recording", "schedule_meeting", "meeting_security"] as const;

const settingRow = ([path, kind]: (typeof meetingTemplateSettings)[number]): Field =>
  typeof kind === "string"
    ? { path: `settings.${path}`, type: kind }
    : { path: `settings.${path}`, type: "string", values: kind };

export const meetingTemplateGet = operation({
  id: "getUserMeetingTemplates",
  method: "GET",
  path: "/users/{userId}/meeting_templates/{meetingTemplateId}",
  summary: "Get meeting template detail",
  label: "Medium",
  permissions: [],
  scopes: scopes(["user:read:admin", "user:read"], []),
  parameters: [userIdParameter, { name: "meetingTemplateId", in: "path", type: "string", required: true }],
  success: {
    status: 200,
    fields: [
      { path: "id", type: "string", required: true },
      { path: "name", type: "string", required: true },
      { path: "settings", type: "object", required: true },
      ...sections.map((name): Field => ({ path: `settings.${name}`, type: "object", required: true })),
      ...meetingTemplateSettings.map(settingRow),
    ],
  },
  errors: {
    ...userErrors,
    unknown: {
      status: 400,
      code: 300,
      message: "Invalid parameter: meetingTemplateId",
      trigger: "the user has no template with that id",
      source: unknown("no error is documented; the words are those of other parameters"),
    },
  },
  notes: [],
  source: oas,
});
