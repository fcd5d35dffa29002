import { type Auth, credentialNames } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** The lines that refuse to go on without the credential. */
export const required = onceFor((auth: Auth): readonly Source[] =>
  credentialNames(auth).map(
    (name) => code`[[ -n \${${ours(name)}:-} ]] || fail 2 "Set ${ours(name)} in the environment."`,
  ),
);

/** The header that carries the credential, each part as a word. */
export const credentialHeader = (auth: Auth): { readonly name: Source; readonly value: Source } | undefined => {
  if (auth.scheme === "bearer")
    return { name: ours("Authorization"), value: code`"Bearer $${ours(auth.environment)}"` };
  if (auth.scheme === "basic") {
    const credentials = code`"$${ours(auth.userEnvironment)}:$${ours(auth.passwordEnvironment)}"`;
    return {
      name: ours("Authorization"),
      value: code`"Basic $(printf '%s' ${credentials} | base64 --wrap=0)"`,
    };
  }
  if (auth.scheme !== "apiKey" || auth.in !== "header") return undefined;
  return { name: literal(auth.name), value: code`"$${ours(auth.environment)}"` };
};

/** The lines that add a credential to the query in `url`. */
export const keyInQuery = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme !== "apiKey" || auth.in !== "query") return [];
  const encoded = code`$(jq --null-input --raw-output --arg name ${literal(auth.name)} --arg key "$${ours(auth.environment)}" '"\($name | @uri)=\($key | @uri)"')`;
  return [ours("[[ $url == *\\?* ]] && url+='&' || url+='?'"), code`url+=${encoded}`];
});
