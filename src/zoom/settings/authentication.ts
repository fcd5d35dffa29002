/** Options of signing in to a meeting, in the notation of notation.ts; `option=meeting_authentication`. */
export const meetingAuthenticationRows = `
meeting_authentication  bool  user group account
allow_authentication_exception  bool  user- group- account
authentication_options[].id  text  user- group- account-
authentication_options[].name  text  user- group- account-
authentication_options[].type  text: enforce_login, enforce_login_with_same_account, enforce_login_with_domains  user- group- account-
authentication_options[].domains  text  user- group- account-
authentication_options[].default_option  bool  user- group- account-
authentication_options[].visible  bool  user- group- account-
authentication_option.id  text  user+ group+ account+
authentication_option.name  text  user+ group+ account+
authentication_option.type  text: enforce_login, enforce_login_with_same_account, enforce_login_with_domains  user+ group+ account+
authentication_option.domains  text  user+ group+ account+
authentication_option.default_option  bool  user+ group+ account+
authentication_option.action  text: update, show, hide  user+ group+
authentication_option.action  text: update, delete, add  account+
`;

/** The same of watching a recording; `option=recording_authentication`. */
export const recordingAuthenticationRows = meetingAuthenticationRows
  .replace("\nmeeting_authentication  ", "\nrecording_authentication  ")
  .replace(/\nallow_authentication_exception .*/, "")
  .replaceAll("enforce_login, enforce_login_with_same_account, enforce", "internally, enforce_login, enforce");
