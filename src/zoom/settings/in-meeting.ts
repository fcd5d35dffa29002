/** What can be set for the time of a meeting. In the notation of notation.ts. */
export const inMeetingRows = `
[in_meeting]
allow_host_to_enable_focus_mode  bool  user account
allow_users_to_delete_messages_in_meeting_chat  bool  user group account+
allow_live_streaming  bool  user group account
post_meeting_feedback  bool  user group account
whiteboard  bool  user group account
allow_participants_chat_with  int: 1, 2, 3, 4  user group account
allow_users_save_chats  int: 1, 2, 3  user group account
annotation  bool  user group account  = false
attendee_on_hold  bool  user group account  = false  deprecated
attention_mode_focus_mode  bool  user account  = false
auto_saving_chat  bool  user group account  = false
breakout_room  bool  user group account  = false
breakout_room_schedule  bool  user group account
chat  bool  user group account  = false
meeting_question_answer  bool  user group account
closed_caption  bool  user group account  = false
closed_captioning.auto_transcribing  bool  user group account
closed_captioning.enable  bool  user group account
closed_captioning.save_caption  bool  user group account
closed_captioning.third_party_captioning_service  bool  user group account
closed_captioning.view_full_transcript  bool  user group account
co_host  bool  user group account  = false
custom_data_center_regions  bool  user group account
custom_live_streaming_service  bool  user group account
custom_service_instructions  text  user group account
data_center_regions[]  text: AU, LA, CA, CN, DE, HK, IN, IE, TY, MX, NL, SG, US  user group account
disable_screen_sharing_for_host_meetings  bool  user group account
disable_screen_sharing_for_in_meeting_guests  bool  user group account
e2e_encryption  bool  user group account
entry_exit_chime  text: host, all, none  user  = all
entry_exit_chime  text: host, all, none  group+ account
entry_exit_chime  text  group-
far_end_camera_control  bool  user group account  = false
feedback  bool  user group account  = false
file_transfer  bool  user group account
group_hd  bool  user group account  = false
webinar_group_hd  bool  user group account  = false
join_from_desktop  bool  user group account
join_from_mobile  bool  user group account
language_interpretation.custom_languages[]  text  user group account
language_interpretation.enable_language_interpretation_by_default  bool  user group account
language_interpretation.allow_participants_to_speak_in_listening_channel  bool  user group account
language_interpretation.allow_up_to_25_custom_languages_when_scheduling_meetings  bool  user group account
language_interpretation.enable  bool  user group account
language_interpretation.languages[]  text: English, Chinese, Japanese, German, French, Russian, Portuguese, Spanish, Korean  user- group- account-
sign_language_interpretation.enable  bool  user group account
sign_language_interpretation.enable_sign_language_interpretation_by_default  bool  user group account
sign_language_interpretation.languages[]  text: American, Chinese, French, German, Japanese, Russian, Brazilian, Spanish, Mexican, British  user group- account-
sign_language_interpretation.custom_languages[]  text  user group account
live_streaming_facebook  bool  user group account
live_streaming_youtube  bool  user group account
manual_captioning.allow_to_type  bool  user group account
manual_captioning.auto_generated_captions  bool  user group account
manual_captioning.full_transcript  bool  user group account
manual_captioning.manual_captions  bool  user group account
manual_captioning.save_captions  bool  user group account
manual_captioning.third_party_captioning_service  bool  user group account
meeting_reactions  bool  user group account
meeting_reactions_emojis  text: all, selected  user group account
allow_host_panelists_to_use_audible_clap  bool  user group account
webinar_reactions  bool  user group account
meeting_survey  bool  user group account
non_verbal_feedback  bool  user group account  = false
polling  bool  user group account  = false
private_chat  bool  user group account  = false
record_play_voice  bool  user
remote_control  bool  user group account  = false
remote_support  bool  user group account  = false
request_permission_to_unmute_participants  bool  user group account
screen_sharing  bool  user group account
share_dual_camera  bool  user  = false  deprecated
show_a_join_from_your_browser_link  bool  user group account
show_meeting_control_toolbar  bool  user group account
slide_control  bool  user group account
unchecked_data_center_regions[]  text: EU, HK, AU, IN, TY, CN, US, CA, DE, NL, LA  user- group- account-
virtual_background  bool  user group account  = false
virtual_background_settings.allow_upload_custom  bool  user group- account
virtual_background_settings.allow_videos  bool  user group- account
virtual_background_settings.enable  bool  user group- account
virtual_background_settings.files[].id  text  user group- account
virtual_background_settings.files[].is_default  bool  user group- account
virtual_background_settings.files[].name  text  user group- account
virtual_background_settings.files[].size  int  user group- account
virtual_background_settings.files[].type  text  user group- account
waiting_room  bool  user group  = false
webinar_chat.allow_attendees_chat_with  int: 1, 2, 3  user group account
webinar_chat.allow_auto_save_local_chat_file  bool  user group account
webinar_chat.allow_panelists_chat_with  int: 1, 2  user group account
webinar_chat.allow_panelists_send_direct_message  bool  user group account
webinar_chat.allow_users_save_chats  int: 0, 1, 2  user group account
webinar_chat.default_attendees_chat_with  int: 1, 2  user group account
webinar_chat.enable  bool  user group account
webinar_live_streaming.custom_service_instructions  text  user group account
webinar_live_streaming.enable  bool  user group account
webinar_live_streaming.live_streaming_reminder  bool  user group account
webinar_live_streaming.live_streaming_service[]  text: facebook, workplace_by_facebook, youtube, custom_live_streaming_service  user group account
meeting_polling.advanced_polls  bool  user group account
meeting_polling.allow_alternative_host_to_add_edit  bool  user group account
meeting_polling.require_answers_to_be_anonymous  bool  user group account
meeting_polling.allow_host_to_upload_image  bool  user group account
meeting_polling.enable  bool  user group account
webinar_polling.advanced_polls  bool  user group account
webinar_polling.allow_alternative_host_to_add_edit  bool  user group account
webinar_polling.require_answers_to_be_anonymous  bool  user group account
webinar_polling.allow_host_to_upload_image  bool  user group account
webinar_polling.enable  bool  user group account
webinar_survey  bool  user group account
who_can_share_screen  text: host, all  user group account
who_can_share_screen_when_someone_is_sharing  text: host, all  user group account
participants_share_simultaneously  text: multiple, one  user group account
workplace_by_facebook  bool  user group account
transfer_meetings_between_devices  bool  user- account
allow_show_zoom_windows  bool  user group account
meeting_summary_with_ai_companion.enable  bool  user- account-
meeting_summary_with_ai_companion.auto_enable  bool  user- account-
meeting_summary_with_ai_companion.who_will_receive_summary  int: 1, 2, 3, 4  user- account-
ai_companion_questions.enable  bool  user- account-
ai_companion_questions.auto_enable  bool  user- account-
ai_companion_questions.who_can_ask_questions  int: 1, 2, 3, 4, 5  user- account-
auto_answer  bool  user+ group account
alert_guest_join  bool  group account
auto_generated_translation.language_item_pairList.trans_lang_config[].speak_language.name  text: Chinese (Simplified), Dutch, English, French, German, Italian, Japanese, Korean, Portuguese, Russian, Spanish, Ukrainian  group account
auto_generated_translation.language_item_pairList.trans_lang_config[].speak_language.code  text: zh, nl, en, fr, de, it, ja, ko, pt, ru, es, uk  group account
auto_generated_translation.language_item_pairList.trans_lang_config[].translate_to.all  bool  group account
auto_generated_translation.language_item_pairList.trans_lang_config[].translate_to.language_config[].name  text: English  group account
auto_generated_translation.language_item_pairList.trans_lang_config[].translate_to.language_config[].code  text: en  group account
auto_generated_translation.language_item_pairList.all  bool  group account
auto_generated_translation.enable  bool  group account
only_host_view_device_list  bool  group
original_audio  bool  group account
record_play_own_voice  bool  group account
sending_default_email_invites  bool  group account
show_browser_join_link  bool  group
show_device_list  bool  group
stereo_audio  bool  group account
use_html_format_email  bool  group account
meeting_polling.manage_saved_polls_and_quizzes  bool  group account
webinar_polling.manage_saved_polls_and_quizzes  bool  group account
webinar_question_answer  bool  group account
allow_participants_to_rename  bool  account
anonymous_question_answer  bool  account
meeting_data_transit_and_residency_method  text: cloud, On-Prem  account
dscp_audio  int 1..63  account  = 56
dscp_marking  bool  account
dscp_video  int 1..63  account  = 40
dscp_dual  bool  account
p2p_connetion  bool  account
p2p_ports  bool  account
ports_range  text  account  =
watermark  bool  account
webinar_chat.allow_users_to_delete_messages_in_meeting_chat  bool  account-
`;
