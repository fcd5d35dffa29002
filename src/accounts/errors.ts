import { defineErrors, exits } from "#base";

export const accountErrors = defineErrors({
  RC_ACCOUNTS_CREDENTIAL_HOST: {
    summary: "A credential was to be sent to a host that it is not for.",
    fix: "Correct the URL, or set the credential anew with this host among its hosts.",
    exit: exits.credentials,
  },
  RC_ACCOUNTS_CREDENTIAL_INPUT: {
    summary: "A credential cannot be kept like that.",
    fix: "Correct what the message names.",
    exit: exits.usage,
  },
  RC_ACCOUNTS_CREDENTIAL_MISSING: {
    summary: "There is no credential of this name.",
    fix: "Set it, or correct the name.",
    exit: exits.credentials,
  },
  RC_ACCOUNTS_FILE: {
    summary: "accounts.json is not as it should be.",
    fix: "Correct the field that the message names.",
    exit: exits.usage,
  },
  RC_ACCOUNTS_SECRET_LITERAL: {
    summary: "A client secret stands in accounts.json itself, where backups, editors and chats carry it away.",
    fix: 'Put it in an environment variable and write {"env": "NAME"}, or in a file of mode 0600 and write {"file": "path"}. Then renew the secret in the Zoom App Marketplace if the file was ever shared.',
    exit: exits.usage,
  },
  RC_ACCOUNTS_SECRET_MISSING: {
    summary: "The client secret is not where the account says it is.",
    fix: "Set the environment variable, or write the file, that the message names.",
    exit: exits.credentials,
  },
  RC_ACCOUNTS_SECRET_FILE_OPEN: {
    summary: "Other users of this machine can read the file with the client secret.",
    fix: "Run `chmod 600` on the file that the message names.",
    exit: exits.credentials,
  },
});
