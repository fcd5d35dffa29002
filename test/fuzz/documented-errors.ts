import {
  bearerErrors,
  envelopeErrors,
  type ErrorTemplate,
  type Operation,
  operations,
  rateErrors,
  scimBodyErrors,
  ssoOff,
} from "#zoom";

import { dig } from "../conformance/hosts.ts";

interface Pattern {
  readonly status: number;
  readonly code: number;
  readonly message: RegExp;
}

const toPattern = ({ status, code, message }: ErrorTemplate): Pattern => ({
  status,
  code,
  // A placeholder may be filled with whatever the caller sent.
  message: new RegExp(
    `^${message.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, String.raw`[\s\S]*`)}$`,
  ),
});

const shared = [
  ...Object.values(bearerErrors),
  ...Object.values(envelopeErrors),
  ...Object.values(rateErrors),
  ...Object.values(scimBodyErrors),
  ssoOff,
].map(toPattern);

/** Ours: a body over the limit that we assume. */
const tooLarge: Pattern = { status: 413, code: 413, message: /^Request Entity Too Large$/ };

const patterns = new Map(
  operations.map((operation) => [
    operation.id,
    [...Object.values(operation.errors).map(toPattern), ...shared, tooLarge],
  ]),
);

/** Whether an error answer is one that the facts have for the operation, or for every call. */
export const isDocumented = (operation: Operation | undefined, status: number, body: unknown): boolean => {
  const isScim = dig(body, "code") === undefined;
  const code = isScim ? status : dig(body, "code");
  const message = String(isScim ? dig(body, "detail") : dig(body, "message"));
  // The unknown route's status is a switch.
  const known = operation === undefined ? [...patterns.values()].flat() : (patterns.get(operation.id) ?? []);
  return known.some(
    (one) =>
      (one.status === status || one.code === bearerErrors.routeUnknown.code) &&
      one.code === code &&
      one.message.test(message),
  );
};
