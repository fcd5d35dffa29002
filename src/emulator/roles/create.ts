import { fieldMessages, roleCreate } from "#zoom";

import { ok, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Handler } from "../handlers.ts";
import { stringOf, stringsOf } from "../read.ts";
import type { Role } from "../records.ts";

/** POST /roles. */
export const createRole: Handler = ({ world, tenant, body }) => {
  const { account } = tenant;
  const name = stringOf(body["name"]) ?? "";
  if (name.trim() === "") return validationFailed([{ field: "name", message: fieldMessages.missing.text }]);
  if (tenant.roles.isNameUsed(name)) return refusal(roleCreate.errors.nameUsed, { roleName: name });
  const role: Role = {
    account: account.id,
    id: `R${world.identifiers.id()}`,
    name,
    description: stringOf(body["description"]) ?? "",
    type: body["type"] === "iq" ? "iq" : "common",
    privileges: stringsOf(body["privileges"]) ?? [],
    secondLevel: null,
  };
  world.addRole(tenant, role);
  if (account.switches.roleCreate === "200") return ok(200, "{}");
  const { id, description, privileges } = role;
  return ok(201, JSON.stringify({ id, name, description, total_members: 0, privileges }));
};
