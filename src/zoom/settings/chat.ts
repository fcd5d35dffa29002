/** Team chat. In the notation of notation.ts. */
export const chatRows = `
[chat]
share_files.enable  bool  group account
share_files.share_option  text: anyone, account, organization  group+
share_files.share_option  text: anyone, account, organization, disable  group-  inferred
share_files.share_option  text: disable, anyone, account, organization  account
chat_emojis.enable  bool  group account
chat_emojis.emojis_option  text: all, selected  group account
record_voice_messages  bool  group account
record_video_messages  bool  group account
screen_capture  bool  group account
create_public_channels  bool  group account
create_private_channels  bool  group account
share_links_in_chat  bool  group account
schedule_meetings_in_chat  bool  group account
set_retention_period_in_cloud.enable  bool  group account
set_retention_period_in_cloud.retention_period_of_direct_messages_and_group_conversation  text  group account
set_retention_period_in_cloud.retention_period_of_channels  text  group account
set_retention_period_in_local.enable  bool  group account
set_retention_period_in_local.retention_period_of_direct_messages_and_group_conversation  text  group account
set_retention_period_in_local.retention_period_of_channels  text  group account
allow_users_to_search_others_options  text  group
allow_users_to_add_contacts.enable  bool  group account
allow_users_to_add_contacts.selected_option  int: 1, 2, 3, 4  group account
allow_users_to_add_contacts.user_email_addresses  text  group account
allow_users_to_chat_with_others.enable  bool  group account
allow_users_to_chat_with_others.selected_option  int: 1, 2, 3, 4  group account
allow_users_to_chat_with_others.user_email_addresses  text  group account
chat_etiquette_tool.enable  bool  group account  = false
chat_etiquette_tool.policies[].description  text  group- account
chat_etiquette_tool.policies[].id  text  group account
chat_etiquette_tool.policies[].is_locked  bool  group- account  = false
chat_etiquette_tool.policies[].keywords[]  text  group- account
chat_etiquette_tool.policies[].name  text  group- account
chat_etiquette_tool.policies[].regular_expression  text  group- account
chat_etiquette_tool.policies[].status  text: activated, deactivated  group account
chat_etiquette_tool.policies[].trigger_action  int: 1, 2  group- account
send_data_to_third_party_archiving_service.enable  bool  group account
translate_messages  bool  group account
search_and_send_animated_gif_images.enable  bool  group account
allow_bots_chat  bool  account
share_files.view_option  text: anyone, account, organization  account
share_files.restrictions.only_allow_specific_file_types  bool  account
share_files.restrictions.file_type_restrictions[]  text: .gz, .rar, .zip, .xls, .xlsx, .json, .png, .pptx, .ppt, .7z, .xmind, .pdf, .pps, .txt, .docx, .doc  account
share_files.restrictions.file_type_restrictions_for_external[]  text: .gz, .rar, .zip, .xls, .xlsx, .json, .png, .pptx, .ppt, .7z, .xmind, .pdf, .pps, .txt, .docx, .doc  account
share_files.restrictions.maximum_file_size  bool  account
share_files.restrictions.file_size_restrictions  int: 50, 100, 200, 300, 400, 500  account
share_files.restrictions.file_size_restrictions_for_external  int: 50, 100, 200, 300, 400, 500  account
share_files.restrictions.file_restrictions_apply_to  text: sharing_and_viewing, sharing  account
create_group_chat  bool  account
chat_etiquette_tool.policy_max_count  int  account-
send_data_to_third_party_archiving_service.type  text: global_relay, smarsh  account
send_data_to_third_party_archiving_service.smtp_delivery_address  text  account
send_data_to_third_party_archiving_service.user_name  text  account
send_data_to_third_party_archiving_service.passcode  text  account
send_data_to_third_party_archiving_service.authorized_channel_token  text  account
apply_local_storage_to_personal_channel.enable  bool  account
apply_local_storage_to_personal_channel.retention_period  text  account
search_and_send_animated_gif_images.giphy_content_rating  int: 1, 2, 3, 4  account
external_collab_restrict.enable  bool  account
external_collab_restrict.external_chat  text: allowed, not_allowed  account
external_collab_restrict.group_id  text  account
external_user_control.enable  bool  account
external_user_control.selected_option  int: 1, 2, 3  account
external_user_control.external_account  bool  account
external_invite_approve.enable  bool  account
external_invite_approve.selected_option  int: 1, 2  account
external_invite_approve.channel_id  text  account
external_invite_approve.external_account  bool  account
external_member_join.enable  bool  account
external_member_join.external_account  bool  account
external_join_approve.enable  bool  account
external_join_approve.selected_option  int: 1, 2  account
external_join_approve.channel_id  text  account
external_join_approve.external_account  bool  account
download_file  bool  account
share_screen_in_chat  bool  account
code_snippet  bool  account
personal_channel  bool  account
store_revise_chat  bool  account
set_chat_as_default_tab  bool  account
hyper_link  bool  account
suppress_removal_notification  bool  account
suppress_user_group_notification  bool  account
allow_remove_msg_by_owner_and_admins  bool  account
allow_huddles_from_channels  bool  account
shared_spaces  bool  account
chat_email_address.enable  bool  account
chat_email_address.only_allow_specific_domains  bool  account
chat_email_address.specific_domains[]  text  account
read_receipts.enable  bool  account
read_receipts.allow_users_opt_out  bool  account
allow_delete_message.enable  bool  account
allow_delete_message.time  int: 0, 5, 30, 60, 1440, 10080  account
allow_edit_message.enable  bool  account
allow_edit_message.time  int: 0, 5, 30, 60, 1440, 10080  account
show_status_to_internal_contact  bool  account
presence_on_meeting  bool  account
presence_away_when_screen_saver  bool  account
show_h323_contact_tab  bool  account
ai_summary.enable  bool  account
ai_summary.shown_in_team_chat  bool  account
ai_compose.enable  bool  account
ai_compose.shown_in_team_chat  bool  account
ai_recommend  bool  account
ai_quick_reply  bool  account
ai_sentence_completion  bool  account
ai_quick_schedule  bool  account
survey_poll  bool  account
chat_etiquette_tool.operate  text: create, update, delete  account+
`;
