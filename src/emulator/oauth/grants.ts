import type { Grant } from "./records.ts";

/** Everything that apps can still turn into tokens, by its secret. */
export class GrantBook {
  readonly #bySecret = new Map<string, Grant>();
  readonly #keep: (secret: string, grant: Grant | undefined) => void;

  constructor(keep: (secret: string, grant: Grant | undefined) => void) {
    this.#keep = keep;
  }

  all(): Grant[] {
    return [...this.#bySecret.values()];
  }

  find(kind: Grant["kind"], secret: string): Grant | undefined {
    const grant = this.#bySecret.get(secret);
    return grant?.kind === kind ? grant : undefined;
  }

  /** The device whose code somebody types: letters in any case, hyphen or not. */
  device(userCode: string): Grant | undefined {
    const wanted = userCode.replaceAll(/[^a-z]/gi, "").toUpperCase();
    return this.all().find((grant) => grant.kind === "device" && grant.userCode?.replace("-", "") === wanted);
  }

  /** Adds a grant, or puts a changed one in the place of the old one. */
  put(grant: Grant): void {
    this.#bySecret.set(grant.secret, grant);
    this.#keep(grant.secret, grant);
  }

  remove(grant: Grant): void {
    if (this.#bySecret.delete(grant.secret)) this.#keep(grant.secret, undefined);
  }

  removeWhere(isGone: (grant: Grant) => boolean): void {
    for (const grant of this.all()) if (isGone(grant)) this.remove(grant);
  }
}
