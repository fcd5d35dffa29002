/** Scheduling of meetings, and mails about them. In the notation of notation.ts. */
export const schedulingRows = `
[schedule_meeting]
audio_type  text: both, telephony, voip, thirdParty  user  = voip
audio_type  text: both, telephony, voip, thirdParty  account  = both
audio_type  text: both, telephony, voip, thirdParty  group  inferred
default_password_for_scheduled_meetings  text  user
embed_password_in_join_link  bool  user group
force_pmi_jbh_password  bool  user group account  deprecated
host_video  bool  user group account
join_before_host  bool  user group account
meeting_password_requirement.consecutive_characters_length  int: 0, 4, 5, 6, 7, 8  user account
meeting_password_requirement.have_letter  bool  user account
meeting_password_requirement.have_number  bool  user account
meeting_password_requirement.have_special_character  bool  user account
meeting_password_requirement.have_upper_and_lower_characters  bool  user account
meeting_password_requirement.length  int  user account
meeting_password_requirement.only_allow_numeric  bool  user account
meeting_password_requirement.weak_enhance_detection  bool  user account
participants_video  bool  user
personal_meeting  bool  user group- account
pmi_password  text  user
pstn_password_protected  bool  user group
require_password_for_instant_meetings  bool  user group account
require_password_for_pmi_meetings  text: jbh_only, all, none  user account  ~ none
require_password_for_pmi_meetings  text: all, jbh_only, none  group  ~ none
require_password_for_scheduled_meetings  bool  user group account
require_password_for_scheduling_new_meetings  bool  user group account
use_pmi_for_instant_meetings  bool  user group- account
use_pmi_for_scheduled_meetings  bool  user account
continuous_meeting_chat.enable  bool  user- group account
continuous_meeting_chat.can_add_external_users  bool  user- group account  deprecated
continuous_meeting_chat.auto_add_invited_external_users  bool  user- group account  deprecated
continuous_meeting_chat.support_instant_meetings  bool  user-
continuous_meeting_chat.support_scheduled_meetings  bool  user-
mute_upon_entry  bool  group
participant_video  bool  group account
upcoming_meeting_reminder  bool  group
use_pmi_for_schedule_meetings  bool  group-
always_display_zoom_meeting_as_topic.enable  bool  group account
always_display_zoom_meeting_as_topic.display_topic_for_scheduled_meetings  bool  group account
always_display_zoom_webinar_as_topic.enable  bool  group account
always_display_zoom_webinar_as_topic.display_topic_for_scheduled_webinars  bool  group account
require_password_for_all_meetings  bool  group+
enforce_login  bool  account
enforce_login_domains  text  account
enforce_login_with_domains  bool  account
enable_dedicated_group_chat  bool  account
jbh_time  int: 0, 5, 10, 15  account
not_store_meeting_topic  bool  account
allow_host_to_disable_participant_video  bool  account
hide_meeting_description.enable  bool  account
hide_meeting_description.hide_description_for_scheduled_meetings  bool  account
hide_webinar_description.enable  bool  account
hide_webinar_description.hide_description_for_scheduled_webinars  bool  account
meeting_template.enable  bool  account
meeting_template.templates[].id  text  account
meeting_template.templates[].name  text  account-
meeting_template.templates[].enable  bool  account
meeting_template.action  text  account+

[email_notification]
alternative_host_reminder  bool  user group account  = false
cancel_meeting_reminder  bool  user group account  = false
cloud_recording_available_reminder  bool  user group account
jbh_reminder  bool  user group account  = false
recording_available_reminder_alternative_hosts  bool  user group account
recording_available_reminder_schedulers  bool  user group account
schedule_for_reminder  bool  user group account  = false
low_host_count_reminder  bool  account
`;
