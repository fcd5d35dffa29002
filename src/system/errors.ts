import { defineErrors, exits } from "#base";

/** What the machine can refuse us. */
export const systemErrors = defineErrors({
  RC_SYSTEM_DATABASE_NEWER: {
    summary: "A database file was written by a newer Rollcall than this one.",
    fix: "Install the newer Rollcall again, or point --data at another directory.",
    exit: exits.refused,
  },
  RC_SYSTEM_DATABASE_REFUSED: {
    summary: "The PostgreSQL server does not let us in, or not do what we need.",
    fix: "Check user, password and database of the URL; the user needs the right to create schemas in the database (or tables that another user has brought to this version).",
    exit: exits.credentials,
  },
  RC_SYSTEM_DATABASE_UNREACHABLE: {
    summary: "The PostgreSQL server does not answer.",
    fix: "Check that it runs and that host and port of the URL are right; what was going on is taken up again when it is back.",
    exit: exits.unreachable,
  },
  RC_SYSTEM_DATABASE_UNREADABLE: {
    summary: "A database file cannot be opened.",
    fix: "Check that the file is a Rollcall database and that you may read and write it; restore it from a backup if it is damaged.",
    exit: exits.refused,
  },
  RC_SYSTEM_DATABASE_URL: {
    summary: "The database's URL is none of PostgreSQL's.",
    fix: "Write it as postgres://user:password@host:port/database, with special characters of the password percent-encoded; hand it over in the environment, not on the command line.",
    exit: exits.usage,
  },
  RC_SYSTEM_DIRECTORY_FOREIGN: {
    summary: "A directory with other files in it was given as the data directory.",
    fix: "Name an empty or new directory, or one that Rollcall made.",
    exit: exits.refused,
  },
  RC_SYSTEM_DIRECTORY_HELD: {
    summary: "Another Rollcall process is using the data directory.",
    fix: "Stop that process, or talk to it: commands find a running server by themselves.",
    exit: exits.refused,
  },
  RC_SYSTEM_DIRECTORY_MIGRATION: {
    summary: "The data directory could not be brought to this version's format.",
    fix: "Nothing is lost: the directory's state before the attempt is in the backup that the message names.",
    exit: exits.refused,
  },
  RC_SYSTEM_DIRECTORY_NEWER: {
    summary: "The data directory was written by a newer Rollcall than this one.",
    fix: "Install the newer Rollcall again, or name another directory.",
    exit: exits.refused,
  },
  RC_SYSTEM_DIRECTORY_UNUSABLE: {
    summary: "The data directory cannot be created or used.",
    fix: "Name a directory that you may write to.",
    exit: exits.refused,
  },
  RC_SYSTEM_FILE_MISSING: {
    summary: "A file that was named does not exist.",
    fix: "Check the path; it is relative to the current directory.",
    exit: exits.usage,
  },
  RC_SYSTEM_FILE_NOT_A_FILE: {
    summary: "A path that was named is not a file.",
    fix: "Name a file.",
    exit: exits.usage,
  },
  RC_SYSTEM_FILE_TOO_LARGE: {
    summary: "A file is larger than Rollcall reads.",
    fix: "Split the file.",
    exit: exits.usage,
  },
  RC_SYSTEM_FILE_UNREADABLE: {
    summary: "A file cannot be read.",
    fix: "Check the file's permissions.",
    exit: exits.usage,
  },
  RC_SYSTEM_KEY_BROKEN: {
    summary: "The data directory's key file is not a key.",
    fix: "Restore the file from a backup; without it sealed secrets cannot be opened. To start afresh, delete it and enter the secrets again.",
    exit: exits.credentials,
  },
  RC_SYSTEM_KEY_CHANGE: {
    summary: "The data directory's key was being changed, and a process did not live to finish it.",
    fix: "Run `rollcall credential rotate` once more, with DATABASE_URL as it was then.",
    exit: exits.refused,
  },
  RC_SYSTEM_KEY_TEXT: {
    summary: "A key in the environment is not 32 bytes.",
    fix: "Write it as 64 hexadecimal digits (`openssl rand -hex 32`) or as base64 of 32 bytes.",
    exit: exits.credentials,
  },
  RC_SYSTEM_LISTEN_FAILED: {
    summary: "The server cannot listen on this address.",
    fix: "Choose another --host or --port.",
    exit: exits.refused,
  },
  RC_SYSTEM_PORT_TAKEN: {
    summary: "The server's port is in use.",
    fix: "Stop the process that uses it, choose another with --port, or let the system choose with --port 0.",
    exit: exits.refused,
  },
  RC_SYSTEM_SEAL_BROKEN: {
    summary: "A sealed secret cannot be opened: it was sealed with another key, for another purpose, or is damaged.",
    fix: "Restore the data directory's key file, or enter the secret again.",
    exit: exits.credentials,
  },
});

/** The `code` of a Node error (ENOENT, EADDRINUSE…), or undefined. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
