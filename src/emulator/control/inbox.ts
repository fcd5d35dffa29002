import { z } from "zod";

import { emailKey } from "../directory.ts";
import { activate, decline } from "../inbox/activate.ts";
import { mailText, mailView } from "../inbox/render.ts";
import type { Mail } from "../records.ts";
import type { World } from "../world.ts";
import { type ControlCall, type ControlRoute, framedHtml, html, json, problem } from "./route.ts";

/** Mails that match `to` (an address) and `q` (text in address or subject), newest first. */
const find = (world: World, query: URLSearchParams): Mail[] => {
  const to = query.get("to");
  const text = (query.get("q") ?? "").toLowerCase();
  const account = query.get("account");
  return world.mails
    .all()
    .filter(
      (mail) =>
        (to === null || emailKey(mail.to) === emailKey(to)) &&
        (account === null || mail.account === account) &&
        (text === "" || `${mail.to} ${mailView(world, mail).subject}`.toLowerCase().includes(text)),
    )
    .toReversed();
};

const byId = ({ world, parameters }: ControlCall): Mail | undefined => world.mails.byId(parameters["id"] ?? "");

const maxWaitMs = 60_000;

/** "10s", "500ms" or plain milliseconds; undefined for anything else. */
const waitMs = (text: string): number | undefined => {
  const match = /^(\d+)(ms|s)?$/.exec(text);
  if (match === null) return undefined;
  return Math.min(Number(match[1]) * (match[2] === "s" ? 1000 : 1), maxWaitMs);
};

const latest = ({ world, query }: ControlCall): Promise<ReturnType<typeof json>> =>
  new Promise((resolve) => {
    const answer = (mail: Mail): void => resolve(json(200, mailView(world, mail)));
    const [found] = find(world, query);
    if (found !== undefined) {
      answer(found);
      return;
    }
    const nothing = (): void => resolve(problem(404, `No mail${query.has("to") ? ` to ${query.get("to")}` : ""} yet.`));
    const wait = waitMs(query.get("wait") ?? "0");
    if (wait === undefined) {
      resolve(problem(400, "wait: a time such as 10s or 500ms."));
      return;
    }
    if (wait === 0) {
      nothing();
      return;
    }
    const stop = world.mails.onMail((mail) => {
      if (!find(world, query).includes(mail)) return;
      stop();
      clearTimeout(timer);
      answer(mail);
    });
    const timer = setTimeout(() => {
      stop();
      nothing();
    }, wait);
  });

const noMail = problem(404, "No such mail. GET /_rollcall/inbox lists them.");

export const inboxRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/inbox",
    what: "Mails, newest first: ?to=, ?q=, ?account=, ?offset=, ?limit= (100 by default).",
    handle: ({ world, query }) => {
      const limit = Math.max(1, Number(query.get("limit") ?? 100) || 100);
      const offset = Math.max(0, Number(query.get("offset") ?? 0) || 0);
      const found = find(world, query);
      const mails = found.slice(offset, offset + limit).map((mail) => mailView(world, mail));
      return json(200, { total: found.length, offset, mails });
    },
  },
  {
    method: "GET",
    path: "/inbox/latest",
    what: "The newest mail that matches, waiting for it up to ?wait=10s (60 s at most).",
    handle: latest,
  },
  {
    method: "GET",
    path: "/inbox/{id}",
    what: "One mail; with Accept: text/html as a page.",
    handle: (call) => {
      const mail = byId(call);
      if (mail === undefined) return noMail;
      const wantsPage = String(call.exchange.headers["accept"] ?? "").includes("text/html");
      return wantsPage ? html(200, mailText(call.world, mail).html) : json(200, mailView(call.world, mail));
    },
  },
  {
    method: "GET",
    path: "/inbox/{id}/frame",
    what: "The mail's HTML in a sandbox, to be shown in a frame of this origin; its links open in a new tab.",
    handle: (call) => {
      const mail = byId(call);
      if (mail === undefined) return noMail;
      return framedHtml(mailText(call.world, mail).html.replace("<head>", '<head><base target="_blank">'));
    },
  },
  {
    method: "POST",
    path: "/inbox/{id}/open",
    what: "Follows the mail's link and chooses a password: the user becomes active.",
    example: { password: "Rehearsal-2026" },
    handle: (call) => {
      const mail = byId(call);
      if (mail === undefined) return noMail;
      const { password } = z.strictObject({ password: z.string().default("Rehearsal-2026") }).parse(call.body);
      const result = activate(call.world, mail.id, password);
      return json(result.status, result.user ?? { error: result.message });
    },
  },
  {
    method: "POST",
    path: "/inbox/{id}/decline",
    what: "Follows the link of an invitation to join that says no: the user is pending no more.",
    handle: (call) => {
      const mail = byId(call);
      if (mail === undefined) return noMail;
      const result = decline(call.world, mail.id);
      return json(result.status, result.status === 200 ? result.user : { error: result.message });
    },
  },
  {
    method: "DELETE",
    path: "/inbox",
    what: "Empties the inbox. Links in deleted mails no longer work.",
    handle: ({ world }) => {
      world.mails.clear();
      return json(204, undefined);
    },
  },
];
