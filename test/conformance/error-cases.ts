import type { AccountOptions, EmulatorOptions } from "#emulator";

import type { Sent, Stage } from "./hosts.ts";

type Values = Readonly<Record<string, string | number>>;

/** The errors of an operation that something can cause: a new template without a case does not compile. */
export type Errors<Known extends { readonly errors: object }, Leftover extends string = never> = Readonly<
  Record<Exclude<keyof Known["errors"], Leftover>, ErrorCase>
>;

/** One error of an operation: the account that gives it, what goes before, the call, and what the text names. */
export interface ErrorCase {
  readonly account?: AccountOptions;
  readonly webhooks?: EmulatorOptions["webhooks"];
  readonly before?: (stage: Stage) => Promise<unknown>;
  readonly send: (stage: Stage) => Promise<{ readonly status: number; readonly body: unknown; readonly text: string }>;
  /** Values of the template's placeholders. */
  readonly values?: Values | (() => Values);
  /** Calls stay in one second of the machine's clock. */
  readonly tickMs?: number;
}

type CreateCase = Omit<ErrorCase, "send"> & { readonly action?: string; readonly info?: object; readonly sent?: Sent };

export const someone = { email: "amy@acme.test", type: 1 };

/** A case that POSTs one user. */
export const creating = ({ action = "create", info = {}, sent, ...rest }: CreateCase): ErrorCase => ({
  ...rest,
  send: (stage) => stage.create(action, { ...someone, ...info }, sent),
});

/** An account that already has as many users as fit; `amy` is one more. */
export const createTimes =
  (count: number, info: object = {}) =>
  async (stage: Stage): Promise<void> => {
    for (let at = 0; at < count; at += 1)
      await stage.create("create", { email: `user${at}@acme.test`, type: 1, ...info });
  };

export const noFreeSeat = { basic: 0, licensed: 1 } as const;
