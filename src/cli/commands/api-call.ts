import { basename, resolve } from "node:path";

import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits, redactText } from "#base";
import { type AnswerMatch, type FilledRequest, fillRequest, matchAnswer, urlBelow, type Values } from "#catalog";
import { type OpenPart, type RequestAnswer, sendRequest } from "#server";
import { readUserFile } from "#system";

import { confirm } from "../confirm.ts";
import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainLines } from "../print/plain.ts";
import { readSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { type CallTarget, openCallTarget } from "./api-call-target.ts";
import { openCatalog } from "./api-files.ts";
import { exactDocument } from "./api-table.ts";

type Set = Readonly<Record<string, string>>;
const schema = accountOptions.extend({
  set: z.record(z.string(), z.string()).default({}),
  body: z.string().exactOptional(),
  yes: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

const parseSet = (text: string, before: Set | undefined): Set => {
  const equals = text.indexOf("=");
  if (equals < 1)
    throw new InvalidArgumentError('Write it as "<name>=<value>", such as body.user_info.email=amy@acme.test.');
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
};

const masked = "***";

const maxFileBytes = 50 * 1_048_576;

const openFile =
  (cwd: string): OpenPart =>
  async ({ value, contentType }) => {
    const bytes = await readUserFile(resolve(cwd, value), maxFileBytes);
    const type = contentType === undefined ? {} : { type: contentType };
    return new File([new Uint8Array(bytes)], basename(value), type);
  };

const sentDocument = (target: CallTarget, request: FilledRequest) => ({
  method: request.method,
  url: urlBelow(target.base, request.target),
  headers: Object.fromEntries([
    ...request.headers,
    ...(request.auth.scheme === "none" ? [] : [["Authorization", masked] as const]),
  ]),
  body: typeof request.body === "string" ? redactText(request.body) : (request.body ?? null),
});

const matchText = ({ state, differences }: AnswerMatch): string => {
  if (state === "matches") return "the answer matches what is documented";
  if (state === "unknown") return "nothing is documented for this status";
  return `the answer differs from what is documented: ${differences.join("; ")}`;
};

const describe = (
  target: CallTarget,
  request: FilledRequest,
  answer: RequestAnswer,
  match: AnswerMatch,
  { style }: Session,
): string => {
  const sent = sentDocument(target, request);
  const headers = Object.entries(sent.headers).map(([name, value]) => `${plain(name)}: ${plain(value)}\n`);
  const body =
    sent.body === null
      ? ""
      : `\n${plainLines(typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body, null, 2))}\n`;
  const good = answer.status < 400 ? style.good : style.bad;
  return [
    style.bold(`${plain(sent.method)} ${plain(sent.url)}\n`),
    ...headers,
    body,
    `\n${good(`HTTP ${answer.status}`)} in ${Math.round(answer.ms)} ms (${plain(target.name)})\n`,
    answer.body === "" ? "" : `${plainLines(redactText(answer.body))}\n`,
    `${match.state === "differs" ? style.warn(plain(matchText(match))) : matchText(match)}\n`,
  ].join("");
};

const valuesOf = async ({ io }: Session, { set, body }: Flags): Promise<Values> => {
  if (body === undefined) return { set };
  const text = new TextDecoder().decode((await readSource(io, body)).bytes);
  return { set, body: text };
};

const run = async (session: Session, id: string, flags: Flags): Promise<number> => {
  const { io } = session;
  const directory = dataDirectory(io, flags.data);
  const operation = openCatalog(directory).operation(id);
  const request = fillRequest(operation, await valuesOf(session, flags));
  const reads = ["GET", "HEAD", "OPTIONS"].includes(request.method);
  await using target = await openCallTarget(io, directory, flags.account, operation);
  if (!reads)
    await confirm(
      session,
      { name: target.name, isEmulator: target.isEmulator },
      `send ${request.method} ${plain(request.target)}`,
      flags.yes,
    );
  const answer = await sendRequest(request, target, openFile(io.cwd));
  const match = matchAnswer(operation, answer.status, answer.body);
  if (flags.json)
    io.out(
      exactDocument({
        operation: operation.id,
        account: target.name,
        request: sentDocument(target, request),
        status: answer.status,
        ms: answer.ms,
        headers: answer.headers,
        body: redactText(answer.body),
        match,
      }),
    );
  else io.out(describe(target, request, answer, match, session));
  return answer.status < 400 ? exits.done : exits.someFailed;
};

export const addApiCall = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("call")
    .summary("send a test request")
    .description(
      "Sends an operation once and prints the request as sent (its secret masked), the answer, the time, and whether the answer matches the documented schema. What is not given comes from the operation's examples.",
    )
    .argument("<operation>", "its id, such as zoom:userCreate")
    .option(
      "--set <name=value>",
      "a value: path.userId=…, query.status=…, header.X-Id=…, body.user_info.email=…; repeatable",
      parseSet,
    )
    .option("--body <file>", "the whole body; - for standard input")
    .option("--yes", "do not ask before writing to a real account");
  addAccount(addCommon(command)).action(async (id: string, flags: unknown) => {
    finish(await run(session, id, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall api call zoom:users --set status=pending",
      "rollcall api call zoom:userCreate --set body.user_info.email=mona.reyes@acme.test",
      "rollcall api call zoom:user --set path.userId=me --account acme",
    ],
    notes: [
      `Zoom's operations go to the ${emulatorName} unless --account names another account; those of other APIs go to their own server,`,
      "or to API_BASE_URL, with the secret that `rollcall api show` names. Nothing is sent twice.",
    ],
    exits: [0, 1, 2, 4, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
