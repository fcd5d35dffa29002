/** What an administrator can lock; true = nobody below may change it. In the notation of notation.ts. */
export const lockRows = `
[audio_conferencing]
toll_free_and_fee_based_toll_call  bool  group account
toll_call  bool  group account
call_me_and_invite_by_phone  bool  group account
personal_audio_conference  bool  group account
participant_phone_masking  bool  group account

[email_notification]
alternative_host_reminder  bool  group account
cancel_meeting_reminder  bool  group account  deprecated
cloud_recording_available_reminder  bool  group account
jbh_reminder  bool  group account
schedule_for_reminder  bool  group account

[in_meeting]
alert_guest_join  bool  group account
allow_users_to_delete_messages_in_meeting_chat  bool  group account
allow_live_streaming  bool  group account
allow_show_zoom_windows  bool  group account
annotation  bool  group account
attendee_on_hold  bool  group account  = false  deprecated
auto_answer  bool  group account
auto_generated_captions  bool  group account
auto_saving_chat  bool  group account
breakout_room  bool  group account
chat  bool  group account
meeting_question_answer  bool  group account
closed_caption  bool  group account
co_host  bool  group account
custom_data_center_regions  bool  group account
disable_screen_sharing_for_host_meetings  bool  group account
disable_screen_sharing_for_in_meeting_guests  bool  group account
e2e_encryption  bool  group account
entry_exit_chime  text  group account
far_end_camera_control  bool  group account
feedback  bool  group account
file_transfer  bool  group account
full_transcript  bool  group account
group_hd  bool  group account
webinar_group_hd  bool  group account
language_interpretation  bool  group account
sign_language_interpretation  bool  group account
manual_captions  bool  group- account-
meeting_reactions  bool  group- account-
webinar_reactions  bool  group account
meeting_survey  bool  group account
non_verbal_feedback  bool  group account  = false
original_audio  bool  group account
polling  bool  group account
post_meeting_feedback  bool  group account
private_chat  bool  group account
remote_control  bool  group account
remote_support  bool  group account  = false
request_permission_to_unmute_participants  bool  group account
save_caption  bool  group account
save_captions  bool  group account
screen_sharing  bool  group account
sending_default_email_invites  bool  group account
show_a_join_from_your_browser_link  bool  group
show_browser_join_link  bool  group
show_meeting_control_toolbar  bool  group account
slide_control  bool  group account
stereo_audio  bool  group account
use_html_format_email  bool  group account
virtual_background  bool  group account
waiting_room  bool  group
webinar_chat  bool  group account
webinar_live_streaming  bool  group account
webinar_polling  bool  group account
webinar_question_answer  bool  group account
webinar_survey  bool  group account
whiteboard  bool  group account
anonymous_question_answer  bool  account
attention_mode_focus_mode  bool  account  = false
dscp_marking  bool  account

[other_options]
blur_snapshot  bool  group account
webinar_registration_options  bool  account

[recording]
account_user_access_recording  bool  group account
auto_delete_cmr  bool  group account
auto_recording  bool  group account  ~ none
cloud_recording  bool  group account
cloud_recording_download  bool  group account
host_delete_cloud_recording  bool  group account
ip_address_access_control.enable  bool  group
ip_address_access_control.ip_addresses_or_ranges  text  group
local_recording  bool  group account
prevent_host_access_recording  bool  group- account
recording_authentication  bool  group account
archive  bool  group account
ip_address_access_control  bool  account

[schedule_meeting]
audio_type  bool  group account
embed_password_in_join_link  bool  group account
force_pmi_jbh_password  bool  group  deprecated
host_video  bool  group account
join_before_host  bool  group account
meeting_authentication  bool  group account
mute_upon_entry  bool  group
participant_video  bool  group account
pstn_password_protected  bool  group
require_password_for_instant_meetings  bool  group account
require_password_for_pmi_meetings  bool  group account  ~ none
require_password_for_scheduling_new_meetings  bool  group account
upcoming_meeting_reminder  bool  group
continuous_meeting_chat  bool  group account
personal_meeting  bool  group+ account+
enforce_login  bool  account
enforce_login_domains  text  account
enforce_login_with_domains  bool  account
not_store_meeting_topic  bool  account
always_display_zoom_webinar_as_topic  bool  account
use_pmi_for_instant_meetings  bool  account
use_pmi_for_scheduled_meetings  bool  account

[telephony]
telephony_regions  bool  group account
third_party_audio  bool  group account

[meeting_security]
approved_or_denied_countries_or_regions  bool  group account
auto_security  bool  group account
block_user_domain  bool  group account
embed_password_in_join_link  bool  group account
encryption_type  text: enhanced_encryption, e2ee  group account+
encryption_type  bool  account-
end_to_end_encrypted_meetings  bool  group account
meeting_password  bool  group account
only_authenticated_can_join_from_webclient  bool  group account
phone_password  bool  group account
pmi_password  bool  group account
waiting_room  bool  group account
webinar_password  bool  group account
chat_etiquette_tool  bool  account

[chat]
share_files  bool  account
chat_emojis  bool  account
record_voice_messages  bool  account
record_video_messages  bool  account
screen_capture  bool  account
share_links_in_chat  bool  account
schedule_meetings_in_chat  bool  account
set_retention_period_in_cloud  bool  account
set_retention_period_in_local  bool  account
allow_users_to_add_contacts  bool  account
allow_users_to_chat_with_others  bool  account
chat_etiquette_tool  bool  account
send_data_to_third_party_archiving_service  bool  account
translate_messages  bool  account
search_and_send_animated_gif_images  bool  account
shared_spaces  bool  account
allow_create_channels_and_group_chats  bool  account
allow_huddles_from_channels  bool  account
download_file  bool  account
share_screen_in_chat  bool  account
chat_email_address  bool  account
read_receipts  bool  account
allow_delete_message  bool  account
allow_edit_message  bool  account
presence_on_meeting  bool  account
presence_away_when_screen_saver  bool  account
ai_summary  bool  account
ai_compose  bool  account
ai_recommend  bool  account
ai_reply  bool  account
ai_sentence_completion  bool  account
ai_quick_schedule  bool  account
survey_poll  bool  account

[tsp]
call_out  bool  account
show_international_numbers_link  bool  account
display_toll_free_numbers  bool  account-
`;
