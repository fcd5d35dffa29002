import type { Auth } from "#catalog";

import { onceFor } from "./once-for.ts";
import type { Source } from "./source.ts";

/** The header that carries the credential, or would: of a key in the query nobody asks. */
export const credentialHeaderName = (auth: Auth): string =>
  auth.scheme === "apiKey" && auth.in === "header" ? auth.name : "Authorization";

/** The same as a language writes it. */
export const credentialHeaderBy = (literal: (name: string) => Source): ((auth: Auth) => Source) =>
  onceFor((auth: Auth) => literal(credentialHeaderName(auth)));
