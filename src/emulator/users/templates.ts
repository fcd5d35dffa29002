import { meetingTemplateGet, meetingTemplateSettings } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import type { MeetingTemplate } from "../belongings.ts";
import type { User } from "../records.ts";
import { findUser, isOutcome } from "./find.ts";

/** A template is one user's, or everybody's. */
const isOf = (template: { readonly user: string | null }, user: User): boolean =>
  template.user === null || template.user === user.id;

/** GET /users/{userId}/meeting_summary_templates. Templates come from seeds: no operation makes one. */
export const listSummaryTemplates: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const templates = call.tenant.shelves.summaryTemplate.all().filter((template) => isOf(template, user));
  return ok(
    200,
    JSON.stringify(
      templates.map(({ id, name, description }) => ({ meeting_summary_template_id: id, name, description })),
    ),
  );
};

type Section = { [name: string]: string | boolean | Section };

/** The section at a dotted path, made where it is missing. */
const sectionAt = (root: Section, names: readonly string[]): Section => {
  let at = root;
  for (const name of names) {
    const next = at[name];
    const section: Section = typeof next === "object" ? next : {};
    at[name] = section;
    at = section;
  }
  return at;
};

/** Every setting a template has: its own value, or off, or the first of the documented ones (defaults assumed). */
const settingsOf = ({ settings }: MeetingTemplate): Section => {
  const root: Section = {};
  for (const [path, kind] of meetingTemplateSettings) {
    if (kind === "object") continue;
    const names = path.split(".");
    const own = Object.hasOwn(settings, path) ? settings[path] : undefined;
    sectionAt(root, names.slice(0, -1))[names.at(-1) ?? ""] =
      own ?? (typeof kind === "string" ? false : (kind[0] ?? ""));
  }
  return root;
};

/** GET /users/{userId}/meeting_templates/{meetingTemplateId}. */
export const getMeetingTemplate: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const template = call.tenant.shelves.meetingTemplate.byId(call.parameters["meetingTemplateId"] ?? "");
  if (template === undefined || !isOf(template, user))
    return refusal(meetingTemplateGet.errors.unknown, undefined, "Templates come from seeds: meeting_templates.");
  return ok(200, JSON.stringify({ id: template.id, name: template.name, settings: settingsOf(template) }));
};
