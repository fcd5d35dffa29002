import { type Answer, bodyText, type Exchange } from "#base";

import type { ControlMail, FaultInput, LoggedCall, Outcomes } from "./control/outcomes.ts";
import { emulatorErrors } from "./errors.ts";

/** The emulator's time of day: users, tokens, quotas and invitations live by it. */
export interface ClockControls {
  now(): Promise<Date>;
  /** Moves on by milliseconds; retries of webhooks that come due are sent. */
  advance(milliseconds: number): Promise<Date>;
  /** Moves to a time, or to the next 00:00 GMT, when quotas reset. */
  moveTo(time: Date | "midnight"): Promise<Date>;
  /** Stops it where it is; `false` lets it go on. */
  freeze(frozen?: boolean): Promise<Date>;
  /** Back to the machine's time. */
  reset(): Promise<Date>;
}

export interface MailFilter {
  readonly to?: string;
  /** A part of address or subject. */
  readonly q?: string;
  /** Account id. */
  readonly account?: string;
}

export interface InboxControls {
  /** Newest first, at most 100. */
  list(filter?: MailFilter): Promise<readonly ControlMail[]>;
  /** The newest that matches, waited for up to `waitMs` (60,000 at most, 0 by default); undefined when there is none. */
  latest(filter?: MailFilter & { readonly waitMs?: number }): Promise<ControlMail | undefined>;
  /** Follows the mail's link and chooses a password: the user becomes active. Rejects where the page would refuse. */
  open(id: string, password?: string): Promise<void>;
  /** Declines an invitation to join (kind `join`): the user is pending no more. Rejects for every other mail. */
  decline(id: string): Promise<void>;
  clear(): Promise<void>;
}

export interface FaultControls {
  /** A rule that disturbs calls; gives its id. */
  add(rule: FaultInput): Promise<string>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

export interface Controls {
  readonly clock: ClockControls;
  readonly inbox: InboxControls;
  readonly faults: FaultControls;
  /** The last calls, newest first, secrets masked, with a hint where one was refused. */
  requests(limit?: number): Promise<readonly LoggedCall[]>;
  /** The whole state, as text; it holds the secrets of the emulated accounts. */
  snapshot(): Promise<string>;
  /** Replaces the whole state; a broken snapshot changes nothing and rejects. */
  restore(snapshot: string): Promise<void>;
  /** Back to the beginning: only owners, apps and tokens stay. */
  reset(): Promise<void>;
}

type Control = (exchange: Exchange) => Promise<Answer>;

const read = async <Outcome>(
  pick: (all: Outcomes) => (text: string) => Outcome,
  text: Promise<string>,
): Promise<Outcome> => {
  const answer = await text;
  const { outcomes } = await import("./control/outcomes.ts");
  return pick(outcomes)(answer);
};

const queryOf = ({ to, q, account }: MailFilter): string =>
  new URLSearchParams(
    Object.entries({ to, q, account }).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString();

/** The control plane as typed functions. What is asked of it and how its answers read is loaded with the first call. */
export const createControls = (control: Control | undefined): Controls => {
  const call = async (method: string, path: string, body?: unknown): Promise<string> => {
    if (control === undefined)
      throw emulatorErrors.make("RC_EMULATOR_NO_CONTROL", `${method} ${path}: this emulator has no control plane`);
    const [pathname = "", query = ""] = path.split("?");
    const answer = await control({
      method,
      path: `/_rollcall${pathname}`,
      query,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
      inProcess: true,
    });
    if (answer.status < 400) return bodyText(answer.body);
    const { problemOf } = await import("./control/outcomes.ts");
    throw emulatorErrors.make("RC_EMULATOR_CONTROL", `${method} ${path}: ${problemOf(bodyText(answer.body))}`);
  };
  const setClock = (change: object): Promise<Date> => read(({ clock }) => clock, call("PUT", "/clock", change));
  const drop = async (path: string): Promise<void> => void (await call("DELETE", path));

  return {
    clock: {
      now: () => read(({ clock }) => clock, call("GET", "/clock")),
      advance: (milliseconds) => setClock({ advance_ms: milliseconds }),
      moveTo: (time) => setClock({ to: time === "midnight" ? time : time.toISOString() }),
      freeze: (frozen = true) => setClock({ frozen }),
      reset: () => setClock({ reset: true }),
    },
    inbox: {
      list: (filter = {}) => read(({ mails }) => mails, call("GET", `/inbox?${queryOf(filter)}`)),
      latest: async ({ waitMs = 0, ...filter } = {}) => {
        // Looked for by list first: that nothing came is no error.
        const path = `?${queryOf(filter)}`;
        const [found] = await read(({ mails }) => mails, call("GET", `/inbox${path}`));
        if (found !== undefined || waitMs === 0) return found;
        await call("GET", `/inbox/latest${path}&wait=${waitMs}ms`).catch(() => "");
        const [later] = await read(({ mails }) => mails, call("GET", `/inbox${path}`));
        return later;
      },
      open: async (id, password) => {
        await call("POST", `/inbox/${encodeURIComponent(id)}/open`, password === undefined ? {} : { password });
      },
      decline: async (id) => void (await call("POST", `/inbox/${encodeURIComponent(id)}/decline`, {})),
      clear: () => drop("/inbox"),
    },
    faults: {
      add: (rule) => read(({ id }) => id, call("POST", "/faults", rule)),
      remove: (id) => drop(`/faults/${encodeURIComponent(id)}`),
      clear: () => drop("/faults"),
    },
    requests: (limit = 100) => read(({ requests }) => requests, call("GET", `/requests?limit=${limit}`)),
    snapshot: () => call("GET", "/snapshot"),
    restore: async (snapshot) => void (await call("PUT", "/snapshot", snapshot)),
    reset: async () => void (await call("POST", "/reset", {})),
  };
};
