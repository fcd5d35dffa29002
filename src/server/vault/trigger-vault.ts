import { openSealed, seal } from "#system";
import type { WorkflowOptions } from "#workflows";

/** What callers sent is sealed for this. */
export const triggerPurpose = "workflow/trigger";

/** Seals what callers send: it may hold passwords. */
export const triggerVault = (key: Uint8Array): WorkflowOptions["vault"] => ({
  seal: (text) => Buffer.from(seal(key, text, triggerPurpose)).toString("base64"),
  open: (sealed) => openSealed(key, Buffer.from(sealed, "base64"), triggerPurpose),
});
