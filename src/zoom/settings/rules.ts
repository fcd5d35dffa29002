import { clientCode, documented, inferred } from "../source.ts";

/** One setting under two names: the name it is kept under is on the right. Whole names, or all that is below them. */
export const settingAliases = {
  "schedule_meeting.participants_video": "schedule_meeting.participant_video",
  "schedule_meeting.use_pmi_for_schedule_meetings": "schedule_meeting.use_pmi_for_scheduled_meetings",
  "schedule_meeting.meeting_password_requirement": "meeting_security.meeting_password_requirement",
  "schedule_meeting.embed_password_in_join_link": "meeting_security.embed_password_in_join_link",
  "in_meeting.record_play_voice": "in_meeting.record_play_own_voice",
  "in_meeting.waiting_room": "meeting_security.waiting_room",
} as const satisfies Readonly<Record<string, string>>;

/** Locks whose settings are not named like them; the others hold what has their name, and all that is below it. */
export const lockedBy = {
  "in_meeting.auto_generated_captions": ["in_meeting.manual_captioning.auto_generated_captions"],
  "in_meeting.closed_caption": ["in_meeting.closed_caption", "in_meeting.closed_captioning"],
  "in_meeting.full_transcript": ["in_meeting.manual_captioning.full_transcript"],
  "in_meeting.manual_captions": ["in_meeting.manual_captioning.manual_captions"],
  "in_meeting.polling": ["in_meeting.polling", "in_meeting.meeting_polling"],
  "in_meeting.save_caption": ["in_meeting.closed_captioning.save_caption"],
  "in_meeting.save_captions": ["in_meeting.manual_captioning.save_captions"],
  "in_meeting.virtual_background": ["in_meeting.virtual_background", "in_meeting.virtual_background_settings"],
  "recording.auto_delete_cmr": ["recording.auto_delete_cmr", "recording.auto_delete_cmr_days"],
  "recording.recording_authentication": ["recording_authentication"],
  "schedule_meeting.meeting_authentication": ["meeting_authentication"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** How these were concluded. */
export const settingRulesSource = inferred("names and descriptions of the settings in OAS-U and OAS-A");

/** What a picture behind a speaker may be. */
export const backgroundLimits = {
  part: "file",
  /** Bytes: "15M" in the refusal. */
  maxBytes: 15 * 1_048_576,
  perHolder: 10,
  source: documented("OAS-U, OAS-A"),
  partSource: clientCode("ZN"),
} as const;
