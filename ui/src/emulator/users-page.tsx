import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import { count, curlOf, dateTime, plural, shellWord } from "../format.ts";
import { UserStatus } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Filters } from "../parts/filters.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { usePaged } from "../parts/pages-of.ts";
import { ProblemBox } from "../parts/problem.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href, place } from "../router.ts";
import { Meter } from "./meter.tsx";
import type { AccountView, UserCardView, UserRow } from "./views.ts";

const columns: readonly Column<UserRow>[] = [
  { label: "E-mail", cell: ({ email }) => email },
  { label: "Name", cell: ({ first_name: first, last_name: last }) => `${first} ${last}`, wide: true },
  { label: "Status", cell: ({ status }) => <UserStatus status={status} /> },
  { label: "Licence", cell: ({ type_name: type }) => type, wide: true },
  { label: "Role", cell: ({ role_name: role }) => role, wide: true },
  { label: "Created", cell: ({ created_at: at }) => dateTime(at), wide: true },
];

const statuses = ["active", "pending", "inactive", "expired"];

/** Seats and today's quotas against their limits. */
export const Budgets = (): JSX.Element | null => {
  const accounts = useResource(
    () => get<readonly AccountView[]>("/_rollcall/accounts"),
    ["account", "user", "clock", "request"],
  );
  const account = accounts.data.value?.[0];
  if (account === undefined) return null;
  const { seats } = account.settings;
  return (
    <div class="grid-2 panel">
      <Meter label="Licensed seats" used={account.seats_taken.licensed} limit={seats.licensed} />
      <Meter label="Basic seats" used={account.seats_taken.basic} limit={seats.basic} />
      <Meter label="Invitations today" used={account.today.invites.used} limit={account.today.invites.limit} />
      <Meter label="Heavy calls today" used={account.today.heavy.used} limit={account.today.heavy.limit} />
    </div>
  );
};

const profileText = (profile: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(profile, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 1);

const Facts = ({ user }: { readonly user: UserCardView }): JSX.Element => {
  const rows: readonly (readonly [string, string])[] = [
    ["Id", user.id],
    ["Name", user.display_name],
    ["Licence", `${user.type_name} (type ${user.type})`],
    ["Role", user.role_name],
    ["Made by", user.action],
    ["Created", dateTime(user.created_at)],
    ["Invited", dateTime(user.invited_at)],
    ["Last login", dateTime(user.last_login_at)],
    ["Profile", profileText(user.profile)],
  ];
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value === "" ? "never" : value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
};

const removal = (email: string, isPending: boolean): string =>
  pathOf(`/api/users/${encodeURIComponent(email)}`, {
    account: "emulator",
    mode: isPending ? "disassociate" : "delete",
  });

const UserCard = ({ email, close }: { readonly email: string; readonly close: () => void }): JSX.Element => {
  const user = useResource(() => get<UserCardView>(`/_rollcall/users/${encodeURIComponent(email)}`), ["user"], email);
  const data = user.data.value;
  const remove = useAction(async () => {
    await ask("DELETE", removal(email, data?.status === "pending"));
    close();
  });
  const mail = data?.mails.at(-1);
  return (
    <Dialog title={email} close={close}>
      <ProblemBox problem={user.problem.value ?? remove.problem.value} />
      {data === undefined ? null : (
        <div class="stack">
          <p class="row">
            <UserStatus status={data.status} />
            {mail === undefined ? null : <a href={href(["emulator", "inbox", mail])}>Its mail</a>}
            <a href={href(["operation", "zoom:user"], { "path.userId": email })}>Get it by the API</a>
            <button type="button" class="small danger" onClick={remove.run} disabled={remove.running.value}>
              {data.status === "pending" ? "Take the invitation back" : "Delete"}
            </button>
          </p>
          <Facts user={data} />
          <Cli>{`rollcall users get ${shellWord(email)}`}</Cli>
          <Cli>{`rollcall users delete ${shellWord(email)} --mode ${data.status === "pending" ? "disassociate" : "delete"}`}</Cli>
        </div>
      )}
    </Dialog>
  );
};

/** Who is in the emulated account. */
export const UsersPage = (): JSX.Element => {
  const { path, query } = place.value;
  const [q, status] = [query.get("q") ?? "", query.get("status") ?? ""];
  const load = async (offset: number, limit: number) => {
    const page = await get<{ readonly total: number; readonly users: readonly UserRow[] }>(
      pathOf("/_rollcall/users", { q, status, offset, limit }),
    );
    return { total: page.total, rows: page.users };
  };
  const users = usePaged(load, ["user"], `${q} ${status}`);
  const total = users.total.value;
  const filters = { ...(q === "" ? {} : { q }), ...(status === "" ? {} : { status }) };
  return (
    <Page
      title="Users"
      lead="The users of the emulated account, newest first; expired invitations too."
      actions={
        <a class="button-link" href={href(["operation", "zoom:userCreate"])}>
          Create a user
        </a>
      }
    >
      <Budgets />
      <h2 class="folder-title">{total === undefined ? "…" : plural(total, "user")}</h2>
      <Filters
        search={{ label: "Search", name: "q", value: q, placeholder: "Address, name or department" }}
        choice={{ label: "Status", name: "status", value: status, values: statuses }}
      />
      <ProblemBox problem={users.problem.value} />
      {total === 0 ? (
        <Empty title={q === "" && status === "" ? "No users yet." : `None of the users fits.`}>
          <a href={href(["operation", "zoom:userCreate"])}>Create one</a>, or load a people file in the{" "}
          <a href={href(["roster"])}>Roster</a>.
        </Empty>
      ) : (
        <VirtualTable
          label={`Users, ${count(total ?? 0)}`}
          kind="users"
          columns={columns}
          total={total ?? 0}
          rowAt={(index) => users.rowAt(index)}
          onSee={(from, to) => {
            users.see(from, to);
          }}
          onOpen={({ email }) => {
            go(["emulator", "users", email], filters);
          }}
        />
      )}
      <Cli>{`rollcall users list${status === "" || status === "expired" ? "" : ` --status ${status}`}`}</Cli>
      <Cli>{curlOf("GET", pathOf("/_rollcall/users", filters))}</Cli>
      {path[2] === undefined ? null : (
        <UserCard
          key={path[2]}
          email={path[2]}
          close={() => {
            go(["emulator", "users"], filters);
          }}
        />
      )}
    </Page>
  );
};
