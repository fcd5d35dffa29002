import type { ErrorTemplate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { Role } from "../records.ts";

/** The role a path names, or Zoom's answer when there is none. */
export const findRole = ({ tenant, parameters }: Call, errors: { readonly unknown: ErrorTemplate }): Role | Outcome =>
  tenant.roles.byId(parameters["roleId"] ?? "") ?? refusal(errors.unknown);
