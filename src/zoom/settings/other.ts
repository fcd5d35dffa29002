/** The smaller sections. In the notation of notation.ts. */
export const otherRows = `
[integration]
box  bool  account
dropbox  bool  account
google_calendar  bool  account
google_drive  bool  account
kubi  bool  account
microsoft_one_drive  bool  account

[other_options]
allow_users_contact_support_via_chat  bool  group account
blur_snapshot  bool  group account
webinar_registration_options.allow_host_to_enable_join_info  bool  group account
webinar_registration_options.allow_host_to_enable_social_share_buttons  bool  group account
webinar_registration_options.enable_custom_questions  bool  group account
allow_auto_active_users  bool  account
allow_users_enter_and_share_pronouns  bool  account
display_meetings_scheduled_for_others  bool  account
meeting_qos_and_mos  int: 0, 1, 2, 3  account
show_one_user_meeting_on_dashboard  bool  account
use_cdn  text: none, default, wangsu  account
email_in_attendee_report_for_meeting  bool  account

[smart_recognition]
personalized_audio_isolation  bool  account-
zoom_rooms.video_name_tags.enabled  bool  account-
zoom_rooms.video_name_tags.allow_user_photos  bool  account-
zoom_rooms.video_name_tags.allow_enrollment_email  bool  account-
zoom_rooms.video_name_tags.allow_external_identification  bool  account-
zoom_rooms.voice_name_tags.enabled  bool  account-
zoom_rooms.voice_name_tags.allow_enrollment_email  bool  account-
zoom_rooms.voice_name_tags.allow_external_identification  bool  account-
workplace_app.voice_name_tags.enabled  bool  account-
workplace_app.voice_name_tags.allow_enrollment_email  bool  account-

[whiteboard]
out_meeting_advanced_whiteboard  bool  user-
in_meeting_advanced_whiteboard  bool  user-

[zoom_rooms]
auto_start_stop_scheduled_meetings  bool  account
cmr_for_instant_meeting  bool  account
force_private_meeting  bool  account
hide_host_information  bool  account
list_meetings_with_calendar  bool  account
start_airplay_manually  bool  account
ultrasonic  bool  account
upcoming_meeting_alert  bool  account
weekly_system_restart  bool  account
zr_post_meeting_feedback  bool  account
`;
