/** Audio conferences and telephones. In the notation of notation.ts. */
export const conferencingRows = `
[audio_conferencing]
toll_free_and_fee_based_toll_call.allow_webinar_attendees_dial  bool  user- group account
toll_free_and_fee_based_toll_call.enable  bool  user- group account
toll_free_and_fee_based_toll_call.numbers  list ..100  user- group account+
toll_free_and_fee_based_toll_call.numbers[].code  text  user- group account
toll_free_and_fee_based_toll_call.numbers[].country_code  text  user- group account
toll_free_and_fee_based_toll_call.numbers[].country_name  text  user- group account
toll_free_and_fee_based_toll_call.numbers[].display_number  text ..30  user- group account
toll_free_and_fee_based_toll_call.numbers[].number  text ..30  user- group account
toll_call.enable  bool  user- group account
toll_call.numbers  list ..100  user- group+ account+
toll_call.numbers[].code  text  user- group account
toll_call.numbers[].country_code  text  user- group account-
toll_call.numbers[].country_name  text  user- group account-
toll_call.numbers[].display_number  text ..30  user- group account-
toll_call.numbers[].number  text ..30  user- group account
call_me_and_invite_by_phone.enable  bool  user- group account
call_me_and_invite_by_phone.require_press_1_for_call_me  text: auto, always, never  user- group account
call_me_and_invite_by_phone.allow_webinar_attendees_call_me  bool  user- group account
call_me_and_invite_by_phone.call_out_countries.allowed_countries[].code  text  user- group- account-
call_me_and_invite_by_phone.call_out_countries.allowed_countries[].name  text  user- group- account-
call_me_and_invite_by_phone.call_out_countries.selected_countries[].code  text  user- group account
call_me_and_invite_by_phone.call_out_countries.selected_countries[].name  text  user- group account-
personal_audio_conference  bool  user- group account
participant_phone_masking.enable  bool  user group account
participant_phone_masking.masking_type  text: mask_default, mask_first_5, mask_except_last_4  user group account
global_dial_in_countries.allowed_countries[].code  text  user- group- account-
global_dial_in_countries.allowed_countries[].name  text  user- group- account-
global_dial_in_countries.selected_countries[].code  text  user group account
global_dial_in_countries.selected_countries[].name  text  user group account-
global_dial_in_countries.include_toll_free  bool  user group account

[telephony]
audio_conference_info  text ..2048  user  =
audio_conference_info  text ..2048  group account  inferred
show_international_numbers_link  bool  user
telephony_regions.allowed_values[]  text  user- account-
telephony_regions.selection_values  text  user group- account
third_party_audio  bool  user group account

[tsp]
call_out  bool  user account
show_international_numbers_link  bool  user account
global_dial_in_countries.allowed_countries[].code  text  user- account-
global_dial_in_countries.allowed_countries[].name  text  user- account-
global_dial_in_countries.selected_countries[].code  text  user account
global_dial_in_countries.selected_countries[].name  text  user account-
call_out_countries[]  text  user account
allow_webinar_attendees_call_me  bool  account
display_toll_free_numbers  bool  account
allow_webinar_attendees_toll_free_dial  bool  account
`;
