import type { Answer, Exchange } from "#base";
import { bodyText } from "#base";

import type { WaitStore } from "../store/wait-store.ts";
import type { Workflows } from "../workflows.ts";
import { problem } from "./answers.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const page = (status: number, title: string, body: string): Answer => ({
  status,
  headers: [
    "Content-Type",
    "text/html;charset=UTF-8",
    "Cache-Control",
    "no-store",
    "Content-Security-Policy",
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options",
    "nosniff",
    "Referrer-Policy",
    "no-referrer",
  ],
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`,
});

const form = `<form method="post"><p><label>Comment <input name="comment" maxlength="2000"></label></p><p><button name="decision" value="approve">Approve</button> <button name="decision" value="decline">Decline</button></p></form>`;

/**
 * The page behind an approval's link. Opening it decides nothing: mail scanners and chats open links by themselves.
 */
export const handleApproval = async (
  { waits, decide }: { readonly waits: WaitStore; readonly decide: Workflows["decide"] },
  exchange: Exchange,
  key: string,
): Promise<Answer> => {
  const wait = await waits.wait(key);
  if (wait?.kind !== "approve" || wait.result !== undefined)
    return page(404, "Nothing to decide", "<p>It was decided before, or nobody waits for it any more.</p>");
  if (exchange.method === "GET" || exchange.method === "HEAD")
    return page(
      200,
      "Approval",
      `<p>${escape(wait.message ?? "A workflow asks for your approval.")}</p><p><small>${escape(wait.run)}, step ${escape(wait.step)}</small></p>${form}`,
    );
  if (exchange.method !== "POST") return problem(405, "method", "this URL takes GET and POST", ["Allow", "GET, POST"]);
  const given = new URLSearchParams(bodyText(exchange.body));
  const decision = given.get("decision");
  if (decision !== "approve" && decision !== "decline")
    return page(400, "No decision", "<p>Choose approve or decline.</p>");
  await decide(
    { key },
    { approved: decision === "approve", by: "link", comment: (given.get("comment") ?? "").slice(0, 2000) },
  );
  return page(200, decision === "approve" ? "Approved" : "Declined", "<p>Thank you. You can close this page.</p>");
};
