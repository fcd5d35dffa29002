// rollcall: the package's front door: a Zoom account in your process, and a client that speaks to it or to Zoom itself.
// The rooms have doors of their own: rollcall/emulator and rollcall/client. The command line is `rollcall`.
export { type Clock, RollcallError, systemClock } from "#base";
export {
  type Client,
  type ClientOptions,
  createClient,
  type CreateOutcome,
  type Credentials as ClientCredentials,
  fetchTransport,
  type NewUser,
  type Transport,
} from "#client";
export {
  type AccountOptions,
  createEmulator,
  type Credentials as EmulatorCredentials,
  type Emulator,
  type EmulatorOptions,
  type FetchHandler,
  type PresetName,
} from "#emulator";
