import { basename } from "node:path";

import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits, RollcallError } from "#base";
import type { Log, Server } from "#server";
import { streamUserFile } from "#system";

import { addHelp } from "../help.ts";
import { addLogOptions, logOptions, logWriter } from "../log-writer.ts";
import { addCommon, commonOptions } from "../options.ts";
import { outcomeReport } from "../print/outcomes.ts";
import { planSummary } from "../print/plan-summary.ts";
import type { Session } from "../session.ts";
import { listenForStop } from "../stop-wish.ts";
import { dataDirectory } from "../target.ts";
import { watchJob } from "../watch-job.ts";

const schema = commonOptions.extend({
  ...logOptions.shape,
  port: z.number().default(4010),
  host: z.string().default("127.0.0.1"),
  empty: z.boolean().default(false),
  lenient: z.boolean().default(false),
  smtp: z.string().exactOptional(),
});
type Flags = z.output<typeof schema>;

const parsePort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Use a number from 0 to 65535; 0 lets the system choose.");
};

/** Plans and applies the sample roster; its table of outcomes is what a newcomer sees first. */
const applySample = async ({ api }: Server, file: string, session: Session, isQuiet: boolean): Promise<void> => {
  const { io } = session;
  const source = { name: basename(file), path: file, open: () => streamUserFile(file) };
  const { plan } = await api.plan(source, emulatorName, {});
  if (!isQuiet)
    io.out(`A fresh data directory: here is the sample roster.\n\n${planSummary(plan, session, "brief")}\n`);
  const { run } = await api.apply(source, emulatorName, {});
  using wish = listenForStop(io);
  const { job, stopped } = await watchJob(api, run, session, wish);
  if (stopped) return;
  if (!isQuiet) io.out(`${outcomeReport(job, await api.rows(run), session)}\n`);
};

const curlLine = (api: string, token: string): string =>
  `curl -i ${api}/users -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${JSON.stringify({
    action: "create",
    user_info: { email: "mona.reyes@acme.test", type: 1, first_name: "Mona", last_name: "Reyes" },
  })}'`;

/** What leaves the machine, where something does. */
const promise = (smtp: string | undefined): string =>
  smtp === undefined
    ? "Nothing leaves it; nobody is invited."
    : `Its mails go to the inbox and to ${new URL(smtp).host}; nothing else leaves it.`;

const banner = (
  { url, account }: Server,
  { style, rollcall }: Session,
  smtp: string | undefined,
): string => `${style.bold("Rollcall is ready")}: a Zoom account on this machine. ${promise(smtp)}

  Console        ${url}/
  API base       ${url}/v2
  Control plane  ${url}/_rollcall   (inbox: ${url}/_rollcall/inbox)
  Process        ${process.pid}   stop: Ctrl-C   (kill -9 ${process.pid} loses nothing)
  Account id     ${account.accountId}
  Client id      ${account.clientId}
  Client secret  ${account.clientSecret}
  Token          ${account.token}

Create a user:

${curlLine(`${url}/v2`, account.token)}

Then in another terminal: ${rollcall} users list · ${rollcall} plan people.csv · ${rollcall} --help
`;

const readyDocument = ({ url, account }: Server): object => ({
  url,
  api: `${url}/v2`,
  console: `${url}/`,
  pid: process.pid,
  account_id: account.accountId,
  client_id: account.clientId,
  client_secret: account.clientSecret,
  token: account.token,
});

const smtpOf = (io: Session["io"], flags: Flags): string | undefined =>
  flags.smtp ?? (io.env["ROLLCALL_SMTP"]?.trim() || undefined);

const start = async ({ io }: Session, flags: Flags, log: Log): Promise<Server> => {
  const { startServer } = await import("#server");
  const adminToken = io.env["ROLLCALL_ADMIN_TOKEN"]?.trim() ?? "";
  const smtp = smtpOf(io, flags);
  return await startServer({
    directory: dataDirectory(io, flags.data),
    host: flags.host,
    port: flags.port,
    env: io.env,
    lenient: flags.lenient,
    ...(adminToken === "" ? {} : { adminToken }),
    ...(smtp === undefined ? {} : { smtp }),
    redactEmails: flags.redactEmails,
    log,
  });
};

/** On a terminal a bar is drawn on stderr: not among lines of JSON. */
const withoutBar = (session: Session, { log }: Flags): Session =>
  log === "text" ? session : { ...session, io: { ...session.io, errIsTerminal: false } };

const run = async (session: Session, flags: Flags): Promise<number> => {
  const { io } = session;
  const { promise: stopped, resolve } = Promise.withResolvers<"stopped">();
  const release = io.onStop(() => {
    resolve("stopped");
  });
  const { sampleFile } = await import("#server");
  const log = logWriter(io, flags);
  const server = await start(session, flags, log).catch((error: unknown) => {
    // Whoever reads the log as JSON reads that there is no server, too.
    if (flags.log !== "json" || !(error instanceof RollcallError)) throw error;
    const { code, message, fix, exit } = error;
    log({ level: "error", event: "server.failed", fields: { code, message, fix } });
    return exit;
  });
  if (typeof server === "number") {
    release();
    return server;
  }
  try {
    const sample =
      server.isNew && !flags.empty
        ? applySample(server, sampleFile, withoutBar(session, flags), flags.json)
        : undefined;
    const end = await Promise.race([sample, stopped]);
    if (end === undefined)
      io.out(flags.json ? `${JSON.stringify(readyDocument(server))}\n` : banner(server, session, smtpOf(io, flags)));
    await stopped;
    if (flags.log === "text") io.err("Stopping: what was answered is kept.\n");
  } finally {
    await server.close();
    release();
  }
  return exits.done;
};

export const addServerStart = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("start")
    .summary("start a Zoom account on this machine, with its console")
    .description(
      "Serves the emulated Zoom account of the data directory: its API, its control plane with the inbox, and a page that shows it all. On an empty directory it first plans and applies the sample roster. Other commands find the server by themselves. All state survives a restart, kill -9 included.",
    )
    .option("--port <port>", "where to listen; 0 lets the system choose (default: 4010)", parsePort)
    .option("--host <address>", "another address than loopback needs ROLLCALL_ADMIN_TOKEN (default: 127.0.0.1)")
    .option("--empty", "leave the sample roster out")
    .option(
      "--smtp <url>",
      "send a copy of every mail to this SMTP server, such as smtp://127.0.0.1:1025 (one that delivers writes to the people named)",
    )
    .option(
      "--lenient",
      "take multipart/form-data where Zoom wants JSON (as old Postman collections send it); nothing else changes",
    );
  addCommon(addLogOptions(command)).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall start",
      "rollcall start --port 0 --data /tmp/rehearsal --empty --json",
      "rollcall start --smtp smtp://127.0.0.1:1025",
      "ROLLCALL_ADMIN_TOKEN=$(openssl rand -hex 24) rollcall start --host 0.0.0.0",
    ],
    notes: [
      "--log json writes one JSON object a line: time, level, event (server.*, run.*, step.attempt, account.call, smtp, error) and ids; passwords, tokens and secrets are masked. The hash of --redact-emails is the same for the same address in one data directory.",
      "--json prints one line when ready: url, api, console, pid, account_id, client_id, client_secret, token.",
    ],
    exits: [0, 2, 4],
    environment: [
      "DATABASE_URL",
      "ROLLCALL_ADMIN_TOKEN",
      "ROLLCALL_ALLOW_HOSTS",
      "ROLLCALL_SMTP",
      "ROLLCALL_VAULT_KEY",
      "NO_COLOR",
    ],
  });
};
