import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { type Command, Option } from "commander";
import { z } from "zod";

import { type AccountEntryInput, accountEntrySchema, emulatorName, readAccounts } from "#accounts";
import { exits } from "#base";
import { writeFileAtomically } from "#system";

import { wholeNumber } from "../change-options.ts";
import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { stdinText } from "../io.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import type { Session } from "../session.ts";
import { dataDirectory, openTarget } from "../target.ts";

/** @source regional hosts take the same calls (documented); Gov accounts have hosts of their own (documented) */
const hosts: Readonly<Record<string, string>> = {
  global: "https://api.zoom.us/v2",
  gov: "https://api.zoomgov.com/v2",
  ...Object.fromEntries(
    ["au", "ca", "eu", "in", "sa", "sg", "uk", "us"].map((region) => [region, `https://api-${region}.zoom.us/v2`]),
  ),
};
const tokenHosts: Readonly<Record<string, string>> = { gov: "https://zoomgov.com/oauth/token" };
const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;

const addSchema = commonOptions.extend({
  accountId: z.string(),
  clientId: z.string(),
  secretEnv: z.string().exactOptional(),
  secretFile: z.string().exactOptional(),
  secretStdin: z.boolean().default(false),
  host: z.string().default("global"),
  baseUrl: z.string().exactOptional(),
  plan: z.enum(["free", "pro", "business"]).default("free"),
  licensed: z.number().exactOptional(),
  basic: z.number().exactOptional(),
});
type AddFlags = z.output<typeof addSchema>;

const fileOf = ({ io }: Session, data: string): string => join(dataDirectory(io, data), "accounts.json");

const rawSchema = z.object({ accounts: z.array(z.looseObject({ name: z.string() })) });

/** The entries as they are written, checked as a whole first. */
const rawEntries = (file: string): z.infer<typeof rawSchema>["accounts"] => {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  readAccounts(text, file);
  return rawSchema.parse(JSON.parse(text)).accounts;
};

const save = async (file: string, accounts: readonly object[]): Promise<void> => {
  await writeFileAtomically(file, `${JSON.stringify({ accounts }, null, 2)}\n`, 0o600);
};

/** Never from the arguments: everybody on the machine can read those. */
const secretOf = async (
  session: Session,
  name: string,
  flags: AddFlags,
): Promise<AccountEntryInput["client_secret"]> => {
  const { secretEnv, secretFile, secretStdin } = flags;
  if ([secretEnv !== undefined, secretFile !== undefined, secretStdin].filter(Boolean).length !== 1)
    throw cliErrors.make("RC_CLI_USAGE", "say where the client secret is", {
      fix: "One of: --secret-env <NAME>, --secret-file <file of mode 0600>, --secret-stdin (kept in such a file).",
    });
  if (secretEnv !== undefined) return { env: secretEnv };
  if (secretFile !== undefined) return { file: resolve(session.io.cwd, secretFile) };
  const secret = (await stdinText(session.io)).trim();
  if (secret === "") throw cliErrors.make("RC_CLI_USAGE", "no secret came on standard input");
  const folder = join(dataDirectory(session.io, flags.data), "secrets");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  await writeFileAtomically(join(folder, name), `${secret}\n`, 0o600);
  return { file: join("secrets", name) };
};

const baseUrlOf = ({ host, baseUrl }: AddFlags): string => {
  const url = baseUrl ?? hosts[host];
  if (url !== undefined) return url;
  throw cliErrors.make("RC_CLI_USAGE", `"${host}" is no host of Zoom's`, {
    fix: `Known are: ${Object.keys(hosts).join(", ")}.`,
  });
};

const add = async (session: Session, name: string, flags: AddFlags): Promise<number> => {
  const { io, rollcall } = session;
  const file = fileOf(session, flags.data);
  const before = rawEntries(file);
  if (before.some((entry) => entry.name === name))
    throw cliErrors.make("RC_CLI_USAGE", `there is an account "${name}" already`, {
      fix: `Remove it first: ${rollcall} account remove ${name}`,
    });
  const tokenUrl = flags.baseUrl === undefined ? tokenHosts[flags.host] : undefined;
  const seats = {
    ...(flags.licensed === undefined ? {} : { licensed: flags.licensed }),
    ...(flags.basic === undefined ? {} : { basic: flags.basic }),
  };
  const entry = {
    name,
    kind: "zoom",
    base_url: baseUrlOf(flags),
    ...(tokenUrl === undefined ? {} : { token_url: tokenUrl }),
    account_id: flags.accountId,
    client_id: flags.clientId,
    plan: flags.plan,
    ...(Object.keys(seats).length === 0 ? {} : { seats }),
  } as const;
  // The name decides about a file's name: it is checked before anything is written.
  const checked = accountEntrySchema.safeParse({ ...entry, client_secret: { env: "CHECK" } });
  if (!checked.success) throw cliErrors.make("RC_CLI_USAGE", z.prettifyError(checked.error));
  const secret = await secretOf(session, name, flags);
  mkdirSync(dataDirectory(io, flags.data), { recursive: true, mode: 0o700 });
  await save(file, [...before, { ...entry, client_secret: secret }]);
  io.out(
    flags.json
      ? plainJson({ name, file })
      : `${plain(name)} is in ${plain(file)}.\nTry it, it only reads: ${rollcall} account test ${plain(name)}\n`,
  );
  return exits.done;
};

const list = async ({ io, style }: Session, flags: z.output<typeof commonOptions>): Promise<number> => {
  const file = join(dataDirectory(io, flags.data), "accounts.json");
  const entries = existsSync(file) ? readAccounts(readFileSync(file, "utf8"), file) : [];
  const known = [
    { name: emulatorName, plan: "", base_url: "this machine", secret: "" },
    ...entries.map(({ name, plan, baseUrl, clientSecret }) => ({
      name,
      plan,
      base_url: baseUrl,
      secret: "env" in clientSecret ? `environment ${clientSecret.env}` : `file ${clientSecret.file}`,
    })),
  ];
  if (flags.json) io.out(plainJson(known));
  else {
    const head = ["account", "plan", "host", "secret"].map((cell) => style.dim(cell));
    io.out(
      table([head, ...known.map(({ name, plan, base_url, secret }) => [name, plan, base_url, secret].map(plain))]),
    );
  }
  return exits.done;
};

const test = async (
  { io, style, rollcall }: Session,
  name: string,
  flags: z.output<typeof commonOptions>,
): Promise<number> => {
  await using target = await openTarget(io, flags.data, "account test");
  const { token, scopes, problems } = await target.api.doctor(name);
  const ok = token.ok === true && problems.length === 0;
  if (flags.json) io.out(plainJson({ account: name, ok, missing: scopes.missing, problems }));
  else if (ok)
    io.out(
      `${style.good("ok")}: ${plain(name)} answers${scopes.missing.length === 0 ? "" : `; scopes missing: ${scopes.missing.join(", ")}`}. More: ${rollcall} doctor --account ${plain(name)}\n`,
    );
  for (const { message, fix } of flags.json ? [] : problems)
    io.out(`${style.bad("problem")}: ${plain(message)}\n  fix: ${plain(fix)}\n`);
  return ok ? exits.done : (problems[0]?.exit ?? exits.credentials);
};

const remove = async (session: Session, name: string, flags: z.output<typeof commonOptions>): Promise<number> => {
  const file = fileOf(session, flags.data);
  const before = rawEntries(file);
  const after = before.filter((entry) => entry.name !== name);
  if (after.length === before.length)
    throw cliErrors.make("RC_CLI_USAGE", `there is no account "${name}" in ${file}`, {
      fix: "`rollcall account list` shows them.",
    });
  await save(file, after);
  session.io.out(
    flags.json ? plainJson({ name, removed: true }) : `${plain(name)} is removed; its secret stays where it was.\n`,
  );
  return exits.done;
};

const addAdding = (account: Command, session: Session, finish: (exit: number) => void): void => {
  const adding = account
    .command("add")
    .summary("name a real account")
    .description("Adds an entry to <data>/accounts.json. Sends nothing.")
    .argument("<name>", "letters, digits, - _ .")
    .requiredOption("--account-id <id>", "of the Server-to-Server OAuth app")
    .requiredOption("--client-id <id>", "of the app")
    .option("--secret-env <NAME>", "environment variable that holds the client secret")
    .option("--secret-file <file>", "file of mode 0600 that holds it")
    .option("--secret-stdin", "read it from standard input and keep it in a file of mode 0600 in the data directory")
    .addOption(new Option("--host <where>", `${Object.keys(hosts).join(", ")} (default: "global")`))
    .option("--base-url <url>", "another base that ends in /v2, such as a vanity host")
    .addOption(
      new Option("--plan <plan>", 'what the account pays for; too low is only slow (default: "free")').choices([
        "free",
        "pro",
        "business",
      ]),
    )
    .option("--licensed <n>", "licences that you bought: plans block rows beyond them", wholeNumber(0))
    .option("--basic <n>", "most Basic users", wholeNumber(0));
  addCommon(adding).action(async (name: string, flags: unknown) =>
    finish(await add(session, name, addSchema.parse(flags))),
  );
  addHelp(adding, {
    examples: [
      "rollcall account add acme --account-id … --client-id … --secret-env ACME_ZOOM_SECRET --plan pro --licensed 40",
      "pass zoom/acme | rollcall account add acme --account-id … --client-id … --secret-stdin",
    ],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};

export const addAccounts = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const account = program
    .command("account")
    .summary("named real accounts: add, list, test, remove")
    .description(
      "The real accounts of this data directory. Their secrets are never in arguments and never in accounts.json.",
    );
  addAdding(account, session, finish);
  const listing = account.command("list").summary("list them").description("Lists the accounts that can be named.");
  addCommon(listing).action(async (flags: unknown) => finish(await list(session, commonOptions.parse(flags))));
  addHelp(listing, { examples: ["rollcall account list"], exits: [0, 2], environment: ["NO_COLOR"] });
  const testing = account
    .command("test")
    .summary("see whether one answers; only reads")
    .description("Fetches a token and makes two small calls that read. `doctor` says more.")
    .argument("<name>", "which");
  addCommon(testing).action(async (name: string, flags: unknown) =>
    finish(await test(session, name, commonOptions.parse(flags))),
  );
  addHelp(testing, { examples: ["rollcall account test acme"], exits: [0, 2, 4, 6, 7], environment });
  const removing = account
    .command("remove")
    .summary("take one out of accounts.json")
    .description("Takes an entry out of <data>/accounts.json. The account itself and the secret are not touched.")
    .argument("<name>", "which");
  addCommon(removing).action(async (name: string, flags: unknown) =>
    finish(await remove(session, name, commonOptions.parse(flags))),
  );
  addHelp(removing, { examples: ["rollcall account remove acme"], exits: [0, 2], environment: ["NO_COLOR"] });
};
