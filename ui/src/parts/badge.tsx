import type { ComponentChildren, JSX } from "preact";

import { statusTone } from "../format.ts";

export type Tone = "good" | "warn" | "bad" | "info" | "plain";

export const Badge = ({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ComponentChildren;
}): JSX.Element => <span class={`badge ${tone}`}>{children}</span>;

export const Method = ({ method }: { readonly method: string }): JSX.Element => (
  <span class={`method m-${method.toLowerCase()}`}>{method}</span>
);

/** An HTTP status; 0 is an answer that never came. */
export const Status = ({ status, lost = false }: { readonly status: number; readonly lost?: boolean }): JSX.Element => (
  <Badge tone={lost ? "bad" : statusTone(status)}>
    {lost ? (status === 0 ? "dropped" : `${status} lost`) : status}
  </Badge>
);

const userTones: Readonly<Record<string, Tone>> = {
  active: "good",
  pending: "warn",
  inactive: "plain",
  expired: "bad",
};

export const UserStatus = ({ status }: { readonly status: string }): JSX.Element => (
  <Badge tone={userTones[status] ?? "plain"}>{status}</Badge>
);
