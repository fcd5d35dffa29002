import type { groupCreate, groupDelete, groupGet, groupList, groupUpdate } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { dig, type Reply, type Sent, type Stage } from "./hosts.ts";

/** A new group's id. */
export const newGroup = async (stage: Stage, name = "Sales", token = stage.token): Promise<string> =>
  String(dig((await stage.call("POST", "/v2/groups", { json: { name }, token })).body, "id"));

export const broken: Sent = { body: "{", headers: { "content-type": "application/json" } };
export const plain: Sent = { body: "a=b", headers: { "content-type": "text/plain" } };
export const free = { preset: "free", accountId: "acc" } as const;
export const freeWithOk = { ...free, switches: { paidOnly: "200" } } as const;

/** A case that calls below a group made for it, with `{group}` in the path. */
export const onGroup = (
  method: string,
  path: string,
  sent: Sent = {},
  more: Omit<ErrorCase, "send"> = {},
): ErrorCase => ({
  ...more,
  send: async (stage) => stage.call(method, path.replace("{group}", await newGroup(stage)), sent),
});

/** A case that calls a path as it is. */
export const at = (method: string, path: string, sent: Sent = {}, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  send: (stage) => stage.call(method, path, sent),
});

/** A group of another account of the emulator. */
export const foreignGroup = (stage: Stage): Promise<string> =>
  newGroup(stage, "Theirs", stage.emulator.addAccount().token);

/** Groups made without waiting for a socket. */
const fillUp = async (stage: Stage, count: number): Promise<void> => {
  const headers = { authorization: `Bearer ${stage.token}`, "content-type": "application/json" };
  for (let done = 0; done < count; done += 1) {
    stage.advance(1000);
    const body = new TextEncoder().encode(JSON.stringify({ name: `Group ${done}` }));
    await stage.emulator.dispatch({ method: "POST", path: "/v2/groups", query: "", headers, body });
  }
};

const sending = (name: unknown) => ({ json: { name } });
const nobody = { values: { groupId: "xyz" } };

export const groupListErrors: Errors<typeof groupList, "unknown"> = {
  validation: at("GET", "/v2/groups?page_size=many"),
  pageToken: at("GET", "/v2/groups?next_page_token=nonsense"),
  notPaid: at("GET", "/v2/groups", {}, { account: free }),
  notPaidButOk: at("GET", "/v2/groups", {}, { account: freeWithOk }),
};

export const groupCreateErrors: Errors<typeof groupCreate> = {
  validation: at("POST", "/v2/groups", sending("x".repeat(128))),
  notJson: at("POST", "/v2/groups", broken),
  contentType: at("POST", "/v2/groups", plain),
  name: at("POST", "/v2/groups", { json: {} }),
  tooMany: {
    account: { switches: { limits: "off" } },
    before: (stage) => fillUp(stage, 5000),
    send: (stage): Promise<Reply> => stage.call("POST", "/v2/groups", sending("One more")),
  },
  tooManyToday: { ...at("POST", "/v2/groups", sending("One more")), before: (stage) => fillUp(stage, 100) },
  notPaid: at("POST", "/v2/groups", sending("Sales"), { account: free }),
  nameUsed: {
    ...at("POST", "/v2/groups", sending("sALES")),
    before: newGroup,
    values: { groupName: "sALES" },
  },
};

export const groupGetErrors: Errors<typeof groupGet> = {
  notPaid: at("GET", "/v2/groups/xyz", {}, { account: free }),
  notPaidButOk: at("GET", "/v2/groups/xyz", {}, { account: freeWithOk, values: { accountId: "acc" } }),
  elsewhere: { send: async (stage) => stage.call("GET", `/v2/groups/${await foreignGroup(stage)}`) },
  unknown: at("GET", "/v2/groups/xyz", {}, nobody),
};

export const groupUpdateErrors: Errors<typeof groupUpdate> = {
  validation: onGroup("PATCH", "/v2/groups/{group}", sending("x".repeat(128))),
  notJson: onGroup("PATCH", "/v2/groups/{group}", broken),
  contentType: onGroup("PATCH", "/v2/groups/{group}", plain),
  notPaid: at("PATCH", "/v2/groups/xyz", sending("Sales"), { account: free }),
  unknown: at("PATCH", "/v2/groups/xyz", sending("Sales"), nobody),
  nameUsed: onGroup("PATCH", "/v2/groups/{group}", sending("Taken"), {
    before: (stage) => newGroup(stage, "Taken"),
    values: { groupName: "Taken" },
  }),
};

export const groupDeleteErrors: Errors<typeof groupDelete, "unknownOther" | "barrier"> = {
  notPaid: at("DELETE", "/v2/groups/xyz", {}, { account: free, values: { accountId: "acc" } }),
  unknown: at("DELETE", "/v2/groups/xyz", {}, nobody),
};
