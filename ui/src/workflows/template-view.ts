/** A shipped workflow that can be copied. Secrets are names in it, never values. */
export interface TemplateView {
  readonly name: string;
  readonly source: string;
}
