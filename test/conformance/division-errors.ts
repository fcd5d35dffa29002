import type {
  divisionCreate,
  divisionDelete,
  divisionGet,
  divisionList,
  divisionMembers,
  divisionMembersAssign,
  divisionUpdate,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { at, broken, plain } from "./group-errors.ts";
import { dig, type Sent, type Stage } from "./hosts.ts";

const divisions = "/v2/divisions";

/** A new division's id. */
export const newDivision = async (stage: Stage, name = "North"): Promise<string> =>
  String(dig((await stage.call("POST", divisions, { json: { division_name: name } })).body, "division_id"));

const below = (method: string, path: string, sent: Sent = {}): ErrorCase => ({
  send: async (stage) => stage.call(method, path.replace("{id}", await newDivision(stage)), sent),
});

const tokens = (method: string, path: string) => {
  const sent = method === "GET" || method === "DELETE" ? {} : { json: { division_name: "x" } };
  return {
    tokenMissing: at(method, path, { ...sent, token: null }),
    tokenInvalid: at(method, path, { ...sent, token: "nonsense" }),
  };
};

export const divisionListErrors: Errors<typeof divisionList> = {
  validation: at("GET", `${divisions}?page_size=many`),
  pageToken: at("GET", `${divisions}?next_page_token=nonsense`),
  ...tokens("GET", divisions),
};

export const divisionCreateErrors: Errors<typeof divisionCreate> = {
  validation: at("POST", divisions, { json: {} }),
  notJson: at("POST", divisions, broken),
  contentType: at("POST", divisions, plain),
  tooMany: {
    before: async (stage) => {
      for (let count = 1; count < 100; count += 1) await newDivision(stage, `Division ${count}`);
    },
    send: (stage) => stage.call("POST", divisions, { json: { division_name: "One more" } }),
  },
  nameUsed: {
    before: newDivision,
    send: (stage) => stage.call("POST", divisions, { json: { division_name: "NORTH" } }),
  },
  ...tokens("POST", divisions),
};

export const divisionGetErrors: Errors<typeof divisionGet> = {
  unknown: at("GET", `${divisions}/xyz`),
  ...tokens("GET", `${divisions}/xyz`),
};

export const divisionUpdateErrors: Errors<typeof divisionUpdate> = {
  validation: below("PATCH", `${divisions}/{id}`, { json: { division_name: " " } }),
  notJson: below("PATCH", `${divisions}/{id}`, broken),
  contentType: below("PATCH", `${divisions}/{id}`, plain),
  unknown: at("PATCH", `${divisions}/xyz`, { json: {} }),
  nameUsed: below("PATCH", `${divisions}/{id}`, { json: { division_name: "Main division" } }),
  ...tokens("PATCH", `${divisions}/xyz`),
};

const mainId = async (stage: Stage): Promise<string> =>
  String(dig((await stage.call("GET", divisions)).body, "divisions", 0, "division_id"));

export const divisionDeleteErrors: Errors<typeof divisionDelete> = {
  unknown: at("DELETE", `${divisions}/xyz`),
  main: { send: async (stage) => stage.call("DELETE", `${divisions}/${await mainId(stage)}`) },
  notEmpty: {
    send: async (stage) => {
      const id = await newDivision(stage);
      const owner = dig((await stage.call("GET", "/v2/users/me")).body, "email");
      await stage.call("POST", `${divisions}/${id}/users`, { json: { users: [{ user_email: owner }] } });
      return await stage.call("DELETE", `${divisions}/${id}`);
    },
  },
  ...tokens("DELETE", `${divisions}/xyz`),
};

export const divisionMembersErrors: Errors<typeof divisionMembers> = {
  validation: below("GET", `${divisions}/{id}/users?page_size=many`),
  pageToken: below("GET", `${divisions}/{id}/users?next_page_token=nonsense`),
  unknown: at("GET", `${divisions}/xyz/users`),
  ...tokens("GET", `${divisions}/xyz/users`),
};

export const divisionMembersAssignErrors: Errors<typeof divisionMembersAssign> = {
  notJson: below("POST", `${divisions}/{id}/users`, broken),
  contentType: below("POST", `${divisions}/{id}/users`, plain),
  unknown: at("POST", `${divisions}/xyz/users`, { json: { users: [] } }),
  ...tokens("POST", `${divisions}/xyz/users`),
};
