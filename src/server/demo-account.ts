import type { AccountOptions } from "#emulator";

/** The emulator's first account in a fresh data directory: a small firm with a few people in it already. */
export const demoAccount: AccountOptions = {
  preset: "pro",
  name: "Acme",
  domain: "acme.test",
  settings: { seats: { licensed: 40 } },
  users: [
    {
      email: "priya.raman@acme.test",
      firstName: "Priya",
      lastName: "Raman",
      type: 2,
      // She is in the sample file too, promoted: the plan shows one update.
      profile: { dept: "Engineering", job_title: "Senior Engineer", location: "Rotterdam" },
    },
    {
      email: "wanda.kirchner@acme.test",
      firstName: "Wanda",
      lastName: "Kirchner",
      type: 2,
      roleId: "1",
      profile: { dept: "IT", job_title: "Zoom administrator", location: "Rotterdam" },
    },
    {
      email: "henk.dewit@acme.test",
      firstName: "Henk",
      lastName: "de Wit",
      type: 1,
      status: "inactive",
      profile: { dept: "Sales", job_title: "Account Executive", location: "Utrecht" },
    },
    {
      email: "lucia.ferrante@acme.test",
      firstName: "Lucia",
      lastName: "Ferrante",
      type: 1,
      status: "pending",
      profile: { dept: "Support", job_title: "Support Engineer", location: "Torino" },
    },
  ],
};
