import { defineErrors, exits } from "#base";

const fix = "Export it again as Postman v2.1, or give an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document.";

/** What the catalog refuses. */
export const catalogErrors = defineErrors({
  RC_CATALOG_CURL: {
    summary: "A pasted curl command cannot be read.",
    fix: "Paste one whole command that begins with `curl` and names a URL.",
    exit: exits.usage,
  },
  RC_CATALOG_DOCUMENT: {
    summary: "A file is none of the documents that can be imported.",
    fix,
    exit: exits.usage,
  },
  RC_CATALOG_EMPTY: {
    summary: "A document has no operation that can be imported.",
    fix: "Look at the reason; each operation needs a method and a path.",
    exit: exits.usage,
  },
  RC_CATALOG_REFERENCE: {
    summary: "A $ref leads to nothing, to itself, to a URL or to a file that was not given. Nothing is ever fetched.",
    fix: "Bundle the document into one file, or name the other files in the same command.",
    exit: exits.usage,
  },
  RC_CATALOG_STORED: {
    summary: "A file in the data directory's folder of imported APIs is damaged or foreign.",
    fix: "Delete it and import the document again.",
    exit: exits.usage,
  },
  RC_CATALOG_SYNTAX: {
    summary: "A document is neither valid JSON nor valid YAML.",
    fix: "Mend the line that the message names, or export the document again.",
    exit: exits.usage,
  },
  RC_CATALOG_TOO_LARGE: {
    summary: "A document is larger, deeper or more entangled than is read: 32 MB of JSON, 10 MB of YAML, 200 levels.",
    fix: "Split it, or export the part that you need.",
    exit: exits.usage,
  },
  RC_CATALOG_UNKNOWN: {
    summary: "The catalog has no operation or API of that name.",
    fix: "`rollcall api list` shows what there is, `rollcall api search` finds it.",
    exit: exits.usage,
  },
  RC_CATALOG_VALUES: {
    summary:
      "Values do not fit the operation: a name it does not have, a type it does not take, or something is missing.",
    fix: "`rollcall api show <operation>` lists its parameters and fields.",
    exit: exits.usage,
  },
  RC_CATALOG_VERSION: {
    summary: "A document is of a version that cannot be read.",
    fix,
    exit: exits.usage,
  },
});
