import { createHmac } from "node:crypto";

import { redactEmails, redactText } from "#base";
import type { RequestEvent } from "#client";
import type { ObserveRuns } from "#workflows";

type Field = string | number | boolean | undefined;

/** One thing that happened. */
export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  /** Such as `run.finished`. */
  readonly event: string;
  /** Ids, names and measures; secrets are masked before they get here. */
  readonly fields: Readonly<Record<string, Field>>;
}
export type Log = (entry: LogEntry) => void;

export interface JournalOptions {
  readonly log: Log;
  /** Puts a short hash in the place of what stands before the @ of e-mail addresses. */
  readonly redactEmails?: boolean;
}

/** What the parts of a process tell, as entries of its log. */
export interface Journal {
  readonly say: (level: LogEntry["level"], event: string, fields?: LogEntry["fields"]) => void;
  readonly error: (error: unknown) => void;
  readonly run: ObserveRuns;
  /** A call of an account, by its name. */
  readonly call: (account: string, event: RequestEvent) => void;
  /** The key of the data directory by which people are known: with it an address has the same hash after a restart, and nobody else can make it. */
  readonly useKey: (key: Uint8Array) => void;
}

const hashCharacters = 10;

/** Until the key is known addresses are hidden altogether. */
const makeHash = (key: Uint8Array | undefined): ((address: string) => string) => {
  if (key === undefined) return () => "p-unknown";
  const own = createHmac("sha256", key).update("rollcall addresses in logs").digest();
  return (address) => `p-${createHmac("sha256", own).update(address).digest("hex").slice(0, hashCharacters)}`;
};

const isTrouble = ({ status }: RequestEvent): boolean => status === undefined || status === 429 || status >= 500;

/** Writes to a log, secrets masked. */
export const openJournal = ({ log, redactEmails: hidesEmails = false }: JournalOptions): Journal => {
  let hash = makeHash(undefined);
  const shown = (value: Field): Field => {
    if (typeof value !== "string") return value;
    const masked = redactText(value);
    return hidesEmails ? redactEmails(masked, hash) : masked;
  };
  const say: Journal["say"] = (level, event, fields = {}) => {
    log({
      level,
      event,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shown(value)])),
    });
  };
  return {
    say,
    error: (error) => {
      say("error", "error", { message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
    run: ({ kind, ...fields }) => {
      const went = "state" in fields && (fields.state === "failed" || fields.state === "interrupted");
      say(went ? "warn" : "info", kind === "attempt" ? "step.attempt" : `run.${kind}`, fields);
    },
    call: (account, event) => {
      const { method, path, status, ms, attempt } = event;
      say(isTrouble(event) ? "warn" : "info", "account.call", { account, method, path, status, ms, attempt });
    },
    useKey: (key) => {
      hash = makeHash(key);
    },
  };
};
