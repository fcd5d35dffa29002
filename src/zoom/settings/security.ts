/**
 * Signing in, and security of meetings; `meeting_security` is a document of its own. In the notation of notation.ts.
 * The values of `password_requirement.consecutive_characters_length` are those of the meetings' (inferred: for the account
 * only the type is documented).
 */
export const securityRows = `
[security]
admin_change_name_pic  bool  account  deprecated
admin_change_user_info  bool  account  ~ true
user_modifiable_info_by_admin[]  text: name, profile_picture, sign_in_email, host_key  account
signin_with_sso.enable  bool  account
signin_with_sso.require_sso_for_domains  bool  account
signin_with_sso.domains[]  text  account
signin_with_sso.sso_bypass_users[].id  text  account-
signin_with_sso.sso_bypass_users[].email  text  account-
hide_billing_info  bool  account
import_photos_from_devices  bool  account  ~ true
password_requirement.consecutive_characters_length  int: 0, 4, 5, 6, 7, 8  account
password_requirement.have_special_character  bool  account
password_requirement.minimum_password_length  int 8..14  account
password_requirement.weak_enhance_detection  bool  account
sign_again_period_for_inactivity_on_client  int  account
sign_again_period_for_inactivity_on_web  int  account
sign_in_with_two_factor_auth  text: all, group, role, none  account  ~ none
sign_in_with_two_factor_auth_groups[]  text  account
sign_in_with_two_factor_auth_roles[]  text  account
signin_with_sso.sso_bypass_user_ids[]  text  account+
signin_with_sso.operation  text: add, remove  account+

[meeting_security]
auto_security  bool  user group account
block_user_domain  bool  user group account
block_user_domain_list  list ..20  user group account+
block_user_domain_list[]  text 5..30  user group account
embed_password_in_join_link  bool  user group account
encryption_type  text: enhanced_encryption, e2ee  user group account
end_to_end_encrypted_meetings  bool  user group account
meeting_password  bool  user group account
meeting_password_requirement.consecutive_characters_length  int: 0, 4, 5, 6, 7, 8  user group account
meeting_password_requirement.have_letter  bool  user group account
meeting_password_requirement.have_number  bool  user group account
meeting_password_requirement.have_special_character  bool  user group account
meeting_password_requirement.have_upper_and_lower_characters  bool  user group account
meeting_password_requirement.length  int  user group account
meeting_password_requirement.only_allow_numeric  bool  user group account
meeting_password_requirement.weak_enhance_detection  bool  user group account
only_authenticated_can_join_from_webclient  bool  user group account
phone_password  bool  user group account
pmi_password  bool  user group account
require_password_for_scheduled_meeting  bool  user group account
require_password_for_scheduled_webinar  bool  user group account
waiting_room  bool  user group account
waiting_room_settings.participants_to_place_in_waiting_room  int: 0, 1, 2  user group account
waiting_room_settings.users_who_can_admit_participants_from_waiting_room  int: 0, 1  user group account
waiting_room_settings.whitelisted_domains_for_waiting_room  text  user group account
webinar_password  bool  user group account
chat_etiquette_tool.enable  bool  group account  = false
chat_etiquette_tool.policies[].description  text  group- account
chat_etiquette_tool.policies[].id  text  group account
chat_etiquette_tool.policies[].is_locked  bool  group- account  = false
chat_etiquette_tool.policies[].keywords[]  text  group- account
chat_etiquette_tool.policies[].name  text  group- account
chat_etiquette_tool.policies[].regular_expression  text  group- account
chat_etiquette_tool.policies[].status  text: activated, deactivated  group account
chat_etiquette_tool.policies[].trigger_action  int: 1, 2  group- account
chat_etiquette_tool.policy_max_count  int  account-
waiting_room_options.enable  bool  account
waiting_room_options.locked  bool  account
waiting_room_options.admit_type  int: 1, 2, 3, 4  account
waiting_room_options.internal_user_auto_admit  int: 1, 2, 3, 4, 5  account
waiting_room_options.admit_domain_allowlist  text  account
waiting_room_options.who_can_admit_participants  int: 0, 1  account
waiting_room_options.sort_order_of_people  int: 0, 1  account
waiting_room_options.more_options.user_invited_by_host_can_bypass_waiting_room  bool  account
waiting_room_options.more_options.move_participants_to_waiting_room_when_host_dropped  bool  account
waiting_room_options.more_options.allow_participants_to_reply_to_host  bool  account
chat_etiquette_tool.operate  text: create, update, delete  account+
`;
