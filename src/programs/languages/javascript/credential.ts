import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { code, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** The lines that put the credential from the environment into `headers` or `url`. */
export const credentialLines = onceFor((auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers.Authorization = \`Bearer \${environment(${literal(auth.environment)})}\`;`];
  if (auth.scheme === "basic")
    return [
      code`const credentials = \`\${environment(${literal(auth.userEnvironment)})}:\${environment(${literal(auth.passwordEnvironment)})}\`;`,
      code`headers.Authorization = \`Basic \${Buffer.from(credentials).toString("base64")}\`;`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key};`];
  return [
    code`url += (url.includes("?") ? "&" : "?") + encodeURIComponent(${literal(auth.name)}) + "=" + encodeURIComponent(${key});`,
  ];
});
