import type { Call } from "../handlers.ts";
import { booleanOf, numberOf } from "../read.ts";

const rule = "security.password_requirement.";

/** Settings that the account lives by are no copies: what is given goes where passwords and ssoCreate look. */
export const applySecurity = (
  { world, tenant }: Pick<Call, "world" | "tenant">,
  values: Map<string, unknown>,
): void => {
  const { account } = tenant;
  const take = (key: string): unknown => {
    const value = values.get(key);
    values.delete(key);
    return value;
  };
  const { password, sso } = account.settings;
  account.settings = {
    ...account.settings,
    password: {
      ...password,
      minimumLength: numberOf(take(`${rule}minimum_password_length`)) ?? password.minimumLength,
      special: booleanOf(take(`${rule}have_special_character`)) ?? password.special,
      consecutive: numberOf(take(`${rule}consecutive_characters_length`)) ?? password.consecutive,
      weak: booleanOf(take(`${rule}weak_enhance_detection`)) ?? password.weak,
    },
    sso: booleanOf(take("security.signin_with_sso.enable")) ?? sso,
  };
  world.keep("account", account.id, account);
};
