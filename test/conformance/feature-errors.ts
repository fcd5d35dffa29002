import type { bulkFeatures } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";

const account = { preset: "business", users: [{ email: "amy@acme.test", id: "amy", type: 2 }] } as const;

const asking = (type: string, value: string, more: object = {}, rest: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...rest,
  account: { ...account, ...rest.account },
  send: (stage) =>
    stage.call("POST", "/v2/users/features", {
      json: { feature_type: type, feature_value: value, users: [{ id: "amy" }], ...more },
    }),
});
const wrong = (body: string, type: string): ErrorCase => ({
  account,
  send: (stage) => stage.call("POST", "/v2/users/features", { body, headers: { "content-type": type } }),
});
const json = { feature_type: "zoom_whiteboard", feature_value: "true", users: [{ id: "amy" }] };

export const featureErrors: Errors<typeof bulkFeatures> = {
  validation: asking("webinar", "7"),
  notJson: wrong("{", "application/json"),
  contentType: wrong("{}", "text/plain"),
  notPaid: asking("user_type", "1", {}, { account: { preset: "free" } }),
  notEnabled: asking("webinar", "1", {}, { account: { preset: "pro" } }),
  onPrem: asking("user_type", "3"),
  subscription: asking("user_type", "2", { subscription_id: "SUBREF-9" }, { values: { subscriptionId: "SUBREF-9" } }),
  tooOften: asking(
    "zoom_whiteboard",
    "false",
    {},
    {
      before: (stage) => stage.call("POST", "/v2/users/features", { json }),
    },
  ),
};
