import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { triggersOnly } from "#server";

import { addCredentialRotate } from "./credential-rotate.ts";
import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { stdinText } from "../io.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const setSchema = commonOptions.extend({
  host: z.array(z.string()).default([]),
  forTriggers: z.boolean().default(false),
});
const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "DATABASE_URL", "NO_COLOR"] as const;
const shownHosts = (hosts: readonly string[]): string =>
  hosts.map((host) => (host === triggersOnly ? "triggers" : host)).join(", ");

const set = async ({ io }: Session, name: string, flags: z.output<typeof setSchema>): Promise<number> => {
  const { host, forTriggers, json, data } = flags;
  if (host.length > 0 === forTriggers)
    throw cliErrors.make("RC_CLI_USAGE", "say what the credential is for", {
      fix: "--host <host[:port]> for calls to it (may be repeated), or --for-triggers for what callers of a workflow prove.",
    });
  const value = (await stdinText(io)).replace(/\r?\n$/, "");
  await using target = await openTarget(io, data, "credential set");
  const view = await target.api.credentials.set(name, value, forTriggers ? [triggersOnly] : host);
  io.out(json ? plainJson(view) : `${plain(view.name)} is kept, for ${plain(shownHosts(view.hosts))}.\n`);
  return exits.done;
};

const list = async ({ io, style }: Session, { data, json }: z.output<typeof commonOptions>): Promise<number> => {
  await using target = await openTarget(io, data, "credential list");
  const found = await target.api.credentials.list();
  if (json) io.out(plainJson(found));
  else if (found.length === 0) io.out("No credentials.\n");
  else {
    const rows = found.map(({ name, hosts, changedAt }) => [
      name,
      shownHosts(hosts),
      new Date(changedAt).toISOString(),
    ]);
    io.out(
      table([["credential", "for", "changed"].map((cell) => style.dim(cell)), ...rows.map((row) => row.map(plain))]),
    );
  }
  return exits.done;
};

const remove = async (
  { io }: Session,
  name: string,
  { data, json }: z.output<typeof commonOptions>,
): Promise<number> => {
  await using target = await openTarget(io, data, "credential remove");
  if (!(await target.api.credentials.remove(name)))
    throw cliErrors.make("RC_CLI_USAGE", `there is no credential "${name}"`, {
      fix: "`rollcall credential list` shows them.",
    });
  io.out(json ? plainJson({ name, removed: true }) : `${plain(name)} is removed.\n`);
  return exits.done;
};

export const addCredentials = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const group = program
    .command("credential")
    .summary("secrets of workflows: set, list, remove, rotate")
    .description("Named secrets that workflows send to their hosts, or ask callers for. Nobody can read them back.");
  const setting = group
    .command("set")
    .summary("add or replace one")
    .description("Reads the secret from standard input: a token, `user:password` for basic, or the key of an HMAC.")
    .argument("<name>", "a letter, then letters, digits, - _ .")
    .option(
      "--host <host>",
      "where it may be sent, host or host:port; may be repeated",
      (host: string, all: readonly string[] | undefined) => [...(all ?? []), host],
    )
    .option("--for-triggers", "callers of workflows prove that they know it; it is sent nowhere");
  addCommon(setting).action(async (name: string, flags: unknown) =>
    finish(await set(session, name, setSchema.parse(flags))),
  );
  addHelp(setting, {
    examples: [
      "pass hr/api | rollcall credential set hr --host hr.example.com",
      "openssl rand -hex 32 | rollcall credential set hook --for-triggers",
    ],
    exits: [0, 2],
    environment: [...environment],
  });
  const listing = group.command("list").summary("list them").description("Lists names and hosts, never values.");
  addCommon(listing).action(async (flags: unknown) => finish(await list(session, commonOptions.parse(flags))));
  addHelp(listing, { examples: ["rollcall credential list"], exits: [0, 2], environment: [...environment] });
  addCredentialRotate(group, session, finish);
  const removing = group.command("remove").summary("remove one").description("Removes one.").argument("<name>");
  addCommon(removing).action(async (name: string, flags: unknown) =>
    finish(await remove(session, name, commonOptions.parse(flags))),
  );
  addHelp(removing, { examples: ["rollcall credential remove hr"], exits: [0, 2], environment: [...environment] });
};
