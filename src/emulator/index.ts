// emulator: behaves as Zoom. One function from request to answer, thin hosts around it, all state in memory.
// It refuses to know the client and everything that uses one: it shares cited facts (#zoom) with them, nothing else.
// Every behaviour that the facts leave open is a switch (switches.ts); what an account is made of is in records.ts.
// The control plane (control/) is ours, not Zoom's, and is loaded only when somebody asks for it.
// Start reading at dispatch.ts, then api.ts (the order in which a call is judged) and users/create.ts.
export { type AccountOptions, allScopes, type Credentials, type SeedUser, type SettingsChange } from "./add-account.ts";
export { createEmulator, type Emulator, type EmulatorOptions, type ListenOptions } from "./create-emulator.ts";
export type { ControlMail, FaultInput, LoggedCall } from "./control/outcomes.ts";
export type { ClockControls, Controls, FaultControls, InboxControls, MailFilter } from "./controls.ts";
export type { Dispatch } from "./dispatch.ts";
export { emulatorErrors } from "./errors.ts";
export type { FetchHandler } from "./fetch-host.ts";
export type { SmtpOptions } from "./inbox/smtp.ts";
export { type PresetName, presets } from "./presets.ts";
export type { Elsewhere } from "./records.ts";
export type { WebhookFetch, WebhookOptions } from "./webhooks/post.ts";
export { switchFacts } from "./switch-facts.ts";
export type { Switches } from "./switches.ts";
