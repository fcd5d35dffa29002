import { hostileTexts } from "./hostile.ts";
import { someEmail, someId, type Taste } from "./bodies.ts";

const numbered = (name: string, { random }: Taste): string => `${name} ${random.below(40)}`;

/** Bodies of operations whose rows do not tell what goes together. */
const recipes: Readonly<Record<string, (taste: Taste) => unknown>> = {
  userCreate: (taste) => ({
    action: taste.random.pick(["create", "create", "autoCreate", "ssoCreate", "custCreate"]),
    user_info: {
      email: someEmail(taste),
      type: taste.random.pick([1, 1, 2, 2, 4, 99]),
      first_name: numbered("First", taste),
      password: "Rk7vqz2m",
    },
  }),
  bulkUpdateFeature: (taste) => ({
    ...taste.random.pick([
      { feature_type: "user_type", feature_value: taste.random.pick(["1", "2"]) },
      { feature_type: "webinar", feature_value: taste.random.pick(["500", "64", "0"]) },
      { feature_type: "zoom_one_type", feature_value: "16" },
      { feature_type: "zoom_whiteboard", feature_value: "true" },
    ]),
    users: [{ id: someId("id", taste) }, { email: someEmail(taste) }],
  }),
  groupSCIM2Update: (taste) => ({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [
      taste.random.pick([
        { op: "add", path: "members", value: [{ value: someId("id", taste) }] },
        { op: "remove", path: "members", value: [{ value: someId("id", taste) }] },
        { op: "replace", path: "members", value: [{ value: someId("id", taste) }, { value: someId("id", taste) }] },
        { op: "replace", value: { displayName: numbered("Group", taste) } },
        { op: "remove", path: `members[value eq "${someId("id", taste)}"]` },
        { op: "replace", path: taste.random.pick(hostileTexts), value: null },
      ]),
    ],
  }),
  userADSCIM2Deactivate: (taste) => ({
    Operations: [{ op: "replace", path: "active", value: taste.random.chance(0.5) }],
  }),
  userUpdate: (taste) => ({ type: taste.random.pick([1, 2]), dept: numbered("Dept", taste) }),
};

/** The body for an operation that has a recipe; undefined where its rows do. */
export const recipeFor = (id: string, taste: Taste): unknown =>
  taste.random.chance(0.5) ? recipes[id]?.(taste) : undefined;
