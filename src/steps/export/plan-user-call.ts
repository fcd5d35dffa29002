import { type StepDefinition } from "#workflows";
import { groupMembersAdd, type Operation, userCreate, userDelete, userGet, userStatus, userUpdate } from "#zoom";

import { CannotCarry } from "./cannot-carry.ts";
import { type PlannedCall, refuseSecrets, textField, withDefault, zoomUrl } from "./planned-call.ts";

/** The step types that are one call of Zoom's API. */
export const userStepTypes = [
  "activate_user",
  "add_to_group",
  "create_user",
  "deactivate_user",
  "delete_user",
  "lookup_user",
  "update_user",
] as const;
export type UserStepType = (typeof userStepTypes)[number];

export const isUserStep = (type: string): type is UserStepType => userStepTypes.some((one) => one === type);

const transferPrefix = "transfer_";
const transferable: readonly string[] = userDelete.parameters
  .filter(({ name, type }) => name.startsWith(transferPrefix) && type === "boolean")
  .map(({ name }) => name);

const transferQuery = ({ transfer_to: to, transfer }: StepDefinition["with"]): Readonly<Record<string, unknown>> => {
  if (to === undefined) return {};
  if (transfer !== undefined && !Array.isArray(transfer)) throw new CannotCarry('its field "transfer" is no list');
  const wanted: readonly unknown[] | undefined = transfer;
  const names = wanted === undefined ? transferable : wanted.map((what) => `${transferPrefix}${String(what)}`);
  // Zoom ignores names that it does not know: the data would be lost in silence.
  const unknown = names.find((name) => !transferable.includes(name));
  if (unknown !== undefined) throw new CannotCarry(`Zoom has no parameter ${JSON.stringify(unknown)}`);
  return { transfer_email: to, ...Object.fromEntries(names.map((name) => [name, "true"])) };
};

const createBody = (given: StepDefinition["with"]): unknown => {
  const { action, type, ...rest } = given;
  refuseSecrets("field", rest);
  return { action: withDefault(action, "create"), user_info: { ...rest, type: withDefault(type, 1) } };
};

/**
 * The call of a user step, with the path, the parameters and the body that Zoom documents; that of
 * `add_to_group` is the caller's to write, because it depends on what the user is named by.
 * @throws CannotCarry
 */
export const planUserCall = (step: StepDefinition, type: UserStepType, account: string): PlannedCall => {
  const call = (operation: Operation, body?: unknown, query = {}): PlannedCall => ({
    method: operation.method,
    url: zoomUrl(operation, { userId: step.with["user"], groupId: step.with["group_id"] }),
    query,
    headers: {},
    auth: { kind: "zoom", account },
    ...(body === undefined ? {} : { body }),
  });
  if (type !== "create_user") textField(step, "user");
  switch (type) {
    case "activate_user":
    case "deactivate_user":
      return call(userStatus, { action: type === "activate_user" ? "activate" : "deactivate" });
    case "add_to_group":
      if (step.with["group_id"] === undefined)
        throw new CannotCarry("a group is found by its name with several calls: give its group_id");
      return call(groupMembersAdd);
    case "create_user":
      return call(userCreate, createBody(step.with));
    case "delete_user":
      return call(userDelete, undefined, { action: textField(step, "mode"), ...transferQuery(step.with) });
    case "lookup_user":
      return call(userGet);
    case "update_user": {
      const { user: _user, ...changes } = step.with;
      return call(userUpdate, changes);
    }
  }
};
