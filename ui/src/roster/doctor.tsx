import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { get } from "../api.ts";
import { count, dateTime } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";
import type { DoctorReport } from "./job-view.ts";

const Verdict = ({ ok }: { readonly ok: boolean | null }): JSX.Element =>
  ok === null ? (
    <Badge tone="plain">only a try tells</Badge>
  ) : ok ? (
    <Badge tone="good">yes</Badge>
  ) : (
    <Badge tone="warn">no</Badge>
  );

const seatText = (seats: DoctorReport["seats"]["basic"]): string => {
  if (seats === undefined) return "not readable";
  const { used, total } = seats;
  return total === undefined
    ? `${count(used)} used`
    : `${count(used)} of ${total === null ? "any number" : count(total)} used`;
};

const invitesText = ({ perDay, left, used, resetsAt }: DoctorReport["quota"]["invites"]): string =>
  [
    perDay === null ? "no daily limit" : `${count(perDay)} a day`,
    ...(left === undefined ? (used === undefined ? [] : [`${count(used)} used`]) : [`${count(left)} left`]),
    `new ones at ${dateTime(resetsAt)}`,
  ].join(", ");

const Report = ({ report }: { readonly report: DoctorReport }): JSX.Element => (
  <>
    {report.problems.map(({ code, message, fix }) => (
      <div key={code + message} class="problem">
        <p>
          <strong>{message}</strong> <code>{code}</code>
        </p>
        <p>{fix}</p>
      </div>
    ))}
    <dl class="facts">
      <dt>Token</dt>
      <dd>
        <Verdict ok={report.token.ok} />
      </dd>
      <dt>Scopes</dt>
      <dd>{report.scopes.missing.length === 0 ? "none missing" : `missing: ${report.scopes.missing.join(", ")}`}</dd>
      {Object.entries(report.actions).map(([action, { ok, why }]) => (
        <div key={action} style={{ display: "contents" }}>
          <dt>{action}</dt>
          <dd>
            <Verdict ok={ok} /> {why}
          </dd>
        </div>
      ))}
      <dt>Licensed seats</dt>
      <dd>{seatText(report.seats.licensed)}</dd>
      <dt>Basic seats</dt>
      <dd>{seatText(report.seats.basic)}</dd>
      <dt>Invitations</dt>
      <dd>{invitesText(report.quota.invites)}</dd>
    </dl>
  </>
);

/** What an account is fit for: asked when somebody wants to know, for it makes calls. */
export const Doctor = ({ account }: { readonly account: string }): JSX.Element => {
  const report = useSignal<DoctorReport | undefined>(undefined);
  const look = useAction(async () => {
    report.value = await get<DoctorReport>(`/api/accounts/${encodeURIComponent(account)}/doctor`);
  });
  return (
    <section class="panel stack" aria-label="Account">
      <div class="row apart">
        <h2>Is the account fit for it?</h2>
        <button type="button" onClick={look.run} disabled={look.running.value}>
          Look
        </button>
      </div>
      <p class="muted small-text">
        Token, scopes, the four ways of creating users, seats and invitations. It only reads.
      </p>
      <ProblemBox problem={look.problem.value} />
      {report.value?.account === account ? <Report report={report.value} /> : null}
      <Cli>{`rollcall doctor${account === "emulator" ? "" : ` --account ${account}`}`}</Cli>
    </section>
  );
};
