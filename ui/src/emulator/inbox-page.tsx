import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import { clockTime, curlOf, dateTime, plural } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { usePaged } from "../parts/pages-of.ts";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href, place, setQuery } from "../router.ts";
import type { MailView, UserCardView } from "./views.ts";

const columns: readonly Column<MailView>[] = [
  { label: "To", cell: ({ to }) => to },
  { label: "Subject", cell: ({ subject }) => subject, wide: true },
  { label: "At", cell: ({ at }) => clockTime(at) },
];

const password = "Rehearsal-2026";

const Activate = ({ mail }: { readonly mail: MailView }): JSX.Element => {
  const user = useResource(
    () => get<UserCardView>(`/_rollcall/users/${encodeURIComponent(mail.to)}`),
    ["user"],
    mail.to,
  );
  const activate = useAction(async () => {
    await ask("POST", `/_rollcall/inbox/${mail.id}/open`, { password });
  });
  const status = user.data.value?.status;
  return (
    <>
      {status === "active" ? (
        <p class="note good" role="status">
          <bdi>{mail.to}</bdi> is active. <a href={href(["emulator", "users", mail.to])}>Look at the user</a>
        </p>
      ) : (
        <p class="row">
          <button type="button" class="primary big" onClick={activate.run} disabled={activate.running.value}>
            Activate user
          </button>
          <span class="muted small-text">
            as if the person followed the link and chose a password{status === undefined ? "" : `; now ${status}`}
          </span>
        </p>
      )}
      <ProblemBox problem={activate.problem.value} />
      <Cli>{curlOf("POST", `/_rollcall/inbox/${mail.id}/open`, { password })}</Cli>
    </>
  );
};

/** The mail's own link first, then the one that declines. */
const Links = ({ mail }: { readonly mail: MailView }): JSX.Element => {
  const links = [mail.link, mail.decline_link ?? ""].filter((link) => link !== "");
  if (links.length === 0) return <p class="muted">This mail has no links: it only tells.</p>;
  return (
    <>
      {links.map((link) => (
        <p class="row" key={link}>
          <a href={link} target="_blank" rel="noreferrer">
            <bdi>{link}</bdi>
          </a>
          <Copy text={link} what="the link" />
        </p>
      ))}
    </>
  );
};

const views = [
  { id: "html", label: "HTML" },
  { id: "text", label: "Text" },
  { id: "headers", label: "Headers" },
  { id: "links", label: "Links" },
];

const Content = ({ mail, view }: { readonly mail: MailView; readonly view: string }): JSX.Element => {
  switch (view) {
    case "text":
      return <Code text={mail.text} language="text" label="Text of the mail" />;
    case "headers":
      return (
        <Code
          text={`From: ${mail.from}\nTo: ${mail.to}\nSubject: ${mail.subject}\nDate: ${mail.at}\nX-Rollcall-Id: ${mail.id}\nX-Rollcall-Kind: ${mail.kind}`}
          language="text"
          label="Headers of the mail"
        />
      );
    case "links":
      return <Links mail={mail} />;
    default:
      return (
        <iframe
          class="mail-frame"
          title={`Mail to ${mail.to}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={`/_rollcall/inbox/${encodeURIComponent(mail.id)}/frame`}
        />
      );
  }
};

const Mail = ({ id }: { readonly id: string }): JSX.Element => {
  const view = useSignal("html");
  const mail = useResource(() => get<MailView>(`/_rollcall/inbox/${encodeURIComponent(id)}`), ["mail"], id);
  const data = mail.data.value;
  if (data === undefined) return <ProblemBox problem={mail.problem.value} />;
  return (
    <article class="panel stack" aria-label={`Mail to ${data.to}`}>
      <header>
        <h2>
          <bdi>{data.subject}</bdi>
        </h2>
        <p class="muted">
          to <bdi>{data.to}</bdi>, {dateTime(data.at)}
          {data.smtp === undefined ? "" : `; copy by SMTP: ${data.smtp.state}`}
          {data.smtp?.error === undefined ? "" : ` (${data.smtp.error})`}
        </p>
      </header>
      {data.link === "" ? undefined : <Activate mail={data} />}
      <Tabs
        label="Mail"
        tabs={views}
        chosen={view.value}
        choose={(one) => {
          view.value = one;
        }}
      >
        <Content mail={data} view={view.value} />
      </Tabs>
    </article>
  );
};

const Search = ({ q }: { readonly q: string }): JSX.Element => (
  <div class="filters">
    <label class="grow">
      Search
      <input
        type="search"
        value={q}
        placeholder="Address or subject"
        onInput={({ currentTarget }) => {
          setQuery({ q: currentTarget.value });
        }}
      />
    </label>
  </div>
);

const NoMail = ({ q }: { readonly q: string }): JSX.Element => (
  <Empty title={q === "" ? "No mail yet." : "No mail fits."}>
    What Zoom would send is kept here and never leaves this machine.{" "}
    <a href={href(["operation", "zoom:userCreate"])}>Create a user</a> to get the first.
  </Empty>
);

/** Mails that Zoom would have sent, as they come. */
export const InboxPage = (): JSX.Element => {
  const { path, query } = place.value;
  const q = query.get("q") ?? "";
  const load = async (offset: number, limit: number) => {
    const page = await get<{ readonly total: number; readonly mails: readonly MailView[] }>(
      pathOf("/_rollcall/inbox", { q, offset, limit }),
    );
    return { total: page.total, rows: page.mails };
  };
  const mails = usePaged(load, ["mail"], q);
  const total = mails.total.value;
  const empty = useAction(async () => {
    await ask("DELETE", "/_rollcall/inbox");
    go(["emulator", "inbox"]);
  });
  return (
    <Page
      wide
      title="Inbox"
      lead={total === undefined ? "…" : `${plural(total, "mail")} that Zoom would have sent, newest first.`}
      actions={
        total === 0 ? null : (
          <button type="button" onClick={empty.run}>
            Empty the inbox
          </button>
        )
      }
    >
      <ProblemBox problem={mails.problem.value ?? empty.problem.value} />
      <Search q={q} />
      {total === 0 ? <NoMail q={q} /> : null}
      <div class="split">
        {total === 0 ? null : (
          <VirtualTable
            label="Mails"
            kind="mails"
            columns={columns}
            total={total ?? 0}
            rowAt={(index) => mails.rowAt(index)}
            onSee={(from, to) => {
              mails.see(from, to);
            }}
            onOpen={({ id }) => {
              go(["emulator", "inbox", id], q === "" ? {} : { q });
            }}
          />
        )}
        {path[2] === undefined ? null : <Mail key={path[2]} id={path[2]} />}
      </div>
      <Cli>{curlOf("GET", pathOf("/_rollcall/inbox/latest", { to: "mona@acme.test", wait: "10s" }))}</Cli>
    </Page>
  );
};
