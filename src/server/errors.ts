import { defineErrors, exits } from "#base";

/** What goes wrong where the rooms are joined. */
export const serverErrors = defineErrors({
  RC_SERVER_ACCOUNT_UNKNOWN: {
    summary: "No account of this name is known.",
    fix: "Add an entry of this name to accounts.json in the data directory, or leave --account out to use the emulator.",
    exit: exits.usage,
  },
  RC_SERVER_BODY: {
    summary: "A request to /api has a body that cannot be used.",
    fix: "Correct the field that the message names.",
    exit: exits.usage,
  },
  RC_SERVER_CALL: {
    summary: "A test request could not be sent, or nothing answered it.",
    fix: "Check the account's address and secret, or the network.",
    exit: exits.unreachable,
  },
  RC_SERVER_CALL_INCOMPLETE: {
    summary: "A test request has no server to go to, or lacks its secret.",
    fix: "Set the variable that the message names.",
    exit: exits.usage,
  },
  RC_SERVER_CALL_REFUSED: {
    summary: "A test request would change a real account unconfirmed, or go into a private network.",
    fix: "Confirm it, or send it to the emulator; `rollcall api call` reaches private networks.",
    exit: exits.refused,
  },
  RC_SERVER_DATABASE_URL: {
    summary: "DATABASE_URL does not name a database that can be used, or is missing where one is needed.",
    fix: "Set it to postgres://user:password@host:5432/database, or unset it to keep everything in the data directory.",
    exit: exits.usage,
  },
  RC_SERVER_EXPOSED: {
    summary: "The server would be reachable from other machines without protection.",
    fix: "Listen on 127.0.0.1, or set ROLLCALL_ADMIN_TOKEN to a long random text.",
    exit: exits.refused,
  },
  RC_SERVER_KEY_ENVIRONMENT: {
    summary: "The key is to be changed in the environment, which only whoever sets it can do.",
    fix: "Set ROLLCALL_VAULT_KEY_NEXT to another key (`openssl rand -hex 32`), rotate, and then put it into ROLLCALL_VAULT_KEY everywhere.",
    exit: exits.usage,
  },
  RC_SERVER_KEY_IN_USE: {
    summary: "The key cannot be changed while a process uses the data directory.",
    fix: "Stop that process, rotate, and start it again.",
    exit: exits.refused,
  },
  RC_SERVER_KEY_WORKERS: {
    summary: "With DATABASE_URL other processes may seal with the old key while it is changed.",
    fix: "Stop all workers, rotate with --workers-stopped, give them the new key (a copy of the file `key`), and start them again.",
    exit: exits.refused,
  },
  RC_SERVER_NOT_FOUND: {
    summary: "A request to /api names a path or a thing that is not there.",
    fix: "Check the path, the id or the address.",
    exit: exits.usage,
  },
  RC_SERVER_OUTBOUND: {
    summary: "A workflow may not send this request.",
    fix: "Name a public host; one of a private network must be listed in ROLLCALL_ALLOW_HOSTS (`host` or `host:port`, with commas between).",
    exit: exits.refused,
  },
  RC_SERVER_REFUSED: {
    summary: "The server keeps its own pages and /api to its owner.",
    fix: "Call it by 127.0.0.1 or localhost with JSON bodies; off loopback set ROLLCALL_ADMIN_TOKEN to the server's admin token.",
    exit: exits.credentials,
  },
  RC_SERVER_UNREACHABLE: {
    summary: "A host that a workflow calls does not answer.",
    fix: "Check the host's name, and that it can be reached from this machine.",
    exit: exits.unreachable,
  },
  RC_SERVER_WORKER: {
    summary: "A worker lacks something that it shares with its server.",
    fix: "Give it the server's DATABASE_URL and address (ROLLCALL_URL), and in --data a copy of the server's `key` and accounts.json.",
    exit: exits.usage,
  },
  RC_SERVER_USER_UNKNOWN: {
    summary: "The account has no such user.",
    fix: "Check the id or address; `rollcall users list` shows who is there.",
    exit: exits.someFailed,
  },
});
