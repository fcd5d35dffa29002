/** What a value looks like. A small part of JSON Schema: what references, forms and typed programs need. */
export interface Schema {
  readonly type: "object" | "array" | "string" | "integer" | "number" | "boolean" | "null" | "any";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Names that must be there; those of an imported document need not be among `properties`. */
  readonly required?: readonly string[];
  readonly items?: Schema;
  /** Allowed values; integers beyond 2^53 are bigints. */
  readonly enum?: readonly (string | number | bigint | boolean | null)[];
  readonly format?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly nullable?: true;
  readonly deprecated?: true;
  /** Characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** A value outside the body. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
  /** The value that the source shows, as text. */
  readonly example?: string;
  /** Disabled in the source: kept, not sent unless it is given. */
  readonly disabled?: true;
}

/** One part of a form. */
export interface FormField {
  readonly name: string;
  readonly kind: "text" | "file";
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
  readonly example?: string;
  readonly contentType?: string;
  readonly disabled?: true;
}

/** What a request carries. */
export type Body =
  | { readonly kind: "json"; readonly contentType: string; readonly schema: Schema; readonly example?: string }
  | { readonly kind: "multipart"; readonly fields: readonly FormField[] }
  | { readonly kind: "urlencoded"; readonly fields: readonly FormField[] }
  | { readonly kind: "raw"; readonly contentType: string; readonly example?: string };

/** How a caller proves who it is. The secret itself always comes from the environment. */
export type Auth =
  | { readonly scheme: "none" }
  | { readonly scheme: "bearer"; readonly environment: string }
  | { readonly scheme: "basic"; readonly userEnvironment: string; readonly passwordEnvironment: string }
  | { readonly scheme: "apiKey"; readonly in: "header" | "query"; readonly name: string; readonly environment: string };

/** An answer that the source shows or documents. */
export interface Answer {
  readonly name: string;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As saved; undefined when only the shape is known. */
  readonly body?: string;
  readonly contentType?: string;
  readonly schema?: Schema;
}

/** One documented error of the vendor's own. */
export interface DocumentedError {
  readonly status: number;
  readonly code?: number | string;
  readonly message: string;
}

/** One call of an API, wherever it was imported from. */
export interface Operation {
  /** `<api>:<operation>`, such as `zoom:userCreate`; unique in the catalog. */
  readonly id: string;
  readonly api: string;
  readonly name: string;
  readonly description?: string;
  /** In capitals. */
  readonly method: string;
  /** Base URLs without a slash at the end; the first is the default. Variables are resolved where the source has values. */
  readonly servers: readonly string[];
  /** Begins with a slash; parameters as `{name}`. */
  readonly path: string;
  /** Folders or tags, outermost first. */
  readonly folders: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  readonly auth: Auth;
  readonly answers: readonly Answer[];
  readonly errors: readonly DocumentedError[];
  /** What must be true before the call works: scopes, plans, permissions; one sentence each. */
  readonly prerequisites: readonly string[];
  /** The vendor's rate class, such as Zoom's `Light`. */
  readonly rateLabel?: string;
  readonly source: {
    readonly kind: "built in" | "postman" | "openapi" | "swagger" | "curl" | "sample";
    readonly where: string;
  };
  /** What was mended on import, in plain words. */
  readonly repairs: readonly string[];
}
