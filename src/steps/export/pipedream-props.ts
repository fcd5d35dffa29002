import { code, javascriptLiteral, joined, ours, type Source } from "#programs";

import type { CallAuth } from "./planned-call.ts";

/** The connected accounts and secrets that a component asks for; names are ours, foreign ones are labels. */
export class PipedreamProps {
  readonly #accounts = new Map<string, string>();
  readonly #secrets = new Map<string, string>();

  /** The name of the prop that holds an account of Zoom's. */
  account(name: string): Source {
    const known = this.#accounts.get(name);
    const made = known ?? (this.#accounts.size === 0 ? "zoom_admin" : `zoom_admin_${this.#accounts.size + 1}`);
    this.#accounts.set(name, made);
    return ours(made);
  }

  #secret(name: string): Source {
    const made = this.#secrets.get(name) ?? `secret_${this.#secrets.size + 1}`;
    this.#secrets.set(name, made);
    return ours(made);
  }

  /** The header that proves who calls. */
  header(auth: CallAuth | undefined): readonly Source[] {
    if (auth === undefined) return [];
    if (auth.kind === "zoom")
      return [code`Authorization: \`Bearer \${this.${this.account(auth.account)}.$auth.oauth_access_token}\``];
    const secret = code`this.${this.#secret(auth.credential)}`;
    return [
      auth.kind === "bearer"
        ? code`${javascriptLiteral(auth.header)}: \`Bearer \${${secret}}\``
        : code`${javascriptLiteral(auth.header)}: \`Basic \${Buffer.from(${secret}).toString("base64")}\``,
    ];
  }

  source(): Source {
    const accounts = [...this.#accounts].map(
      ([name, prop]) => code`${ours(prop)}: { type: "app", app: "zoom_admin", label: ${javascriptLiteral(name)} },`,
    );
    const secrets = [...this.#secrets].map(
      ([name, prop]) => code`${ours(prop)}: { type: "string", secret: true, label: ${javascriptLiteral(name)} },`,
    );
    return joined([...accounts, ...secrets], "\n");
  }
}
