/** Recordings and where they are stored. In the notation of notation.ts. */
export const recordingRows = `
[recording]
ask_host_to_confirm_disclaimer  bool  user
ask_participants_to_consent_disclaimer  bool  user
auto_delete_cmr  bool  user account  = false
auto_delete_cmr_days  int: 30, 60, 90, 120  user account
record_files_separately.active_speaker  bool  user group account
record_files_separately.gallery_view  bool  user group account
record_files_separately.shared_screen  bool  user group account
display_participant_name  bool  user group account
recording_thumbnails  bool  user group account
optimize_recording_for_3rd_party_video_editor  bool  user group account
recording_highlight  bool  user group account  deprecated
save_panelist_chat  bool  user group account
save_poll_results  bool  user group account
save_close_caption  bool  user group account
auto_recording  text: local, cloud, none  user  = local
auto_recording  text: local, cloud, none  account  ~ none
auto_recording  text: local, cloud, none  group  ~ none  inferred
cloud_recording  bool  user group account  = false
host_pause_stop_recording  bool  user  = false
ip_address_access_control.enable  bool  user group account
ip_address_access_control.ip_addresses_or_ranges  text  user group account
local_recording  bool  user group account
record_audio_file  bool  user group account  = false
record_gallery_view  bool  user group account  = false
record_speaker_view  bool  user group account  = false
recording_audio_transcript  bool  user group account
recording_disclaimer  bool  user account
smart_recording.create_recording_highlights  bool  user group account
smart_recording.create_smart_chapters  bool  user group account
smart_recording.create_next_steps  bool  user group account
recording_password_requirement.have_letter  bool  user account
recording_password_requirement.have_number  bool  user account
recording_password_requirement.have_special_character  bool  user account
recording_password_requirement.length  int ..10  user account
recording_password_requirement.only_allow_numeric  bool  user account
save_chat_text  bool  user group account  = false
show_timestamp  bool  user group account  = false
account_user_access_recording  bool  group account
archive.enable  bool  group account
archive.settings.audio_file  bool  group account
archive.settings.cc_transcript_file  bool  group account
archive.settings.chat_file  bool  group account
archive.settings.chat_with_sender_email  bool  group account
archive.settings.video_file  bool  group account
archive.settings.chat_with_direct_message  bool  group- account
archive.settings.archive_retention  int  group- account
archive.settings.action_when_archive_failed  int: 1, 2  group- account
archive.settings.notification_when_archiving_starts  text: participants, guest  group- account
archive.settings.play_voice_prompt_when_archiving_starts  text: participants, guest, none  group- account
archive.type  int: 1, 2, 3  group account
cloud_recording_download  bool  group account
cloud_recording_download_host  bool  group account
host_delete_cloud_recording  bool  group account
prevent_host_access_recording  bool  group account
allow_recovery_deleted_cloud_recordings  bool  account
record_audio_file_each_participant  bool  account
required_password_for_existing_cloud_recordings  bool  account
required_password_for_shared_cloud_recordings  bool  account

[profile]
recording_storage_location.allowed_values[]  text  user group account
recording_storage_location.value  text  user group account
`;
