import { knownOperations, type Operation, operations } from "#zoom";

import { type Binder, createBinder } from "./bind.ts";
import { handlers, type Handler } from "./handlers.ts";

/** An operation with everything dispatch needs, made once. */
export interface Route {
  readonly operation: Operation;
  readonly handler: Handler;
  readonly bind: Binder | undefined;
  /** Fields of the body that are objects or arrays: a form's part of that name holds JSON. */
  readonly objectFields: ReadonlySet<string>;
}

export interface Match {
  /** The emulated operation, or the id of one that Zoom has and this emulator does not answer. */
  readonly route: Route | string;
  /** The last path parameter, decoded; empty when the path has none. */
  readonly userId: string;
}

const toRoute = (operation: Operation): Route => {
  const handler = handlers.get(operation.id);
  if (handler === undefined) throw new Error(`no handler for ${operation.id}`);
  return {
    operation,
    handler,
    bind: operation.request === undefined ? undefined : createBinder(operation.request),
    objectFields: new Set(
      (operation.request ?? [])
        .filter((field) => !field.path.includes(".") && ["object", "array"].includes(field.type))
        .map((field) => field.path),
    ),
  };
};

interface Branch {
  readonly exact: Map<string, Branch>;
  parameter: Branch | undefined;
  readonly byMethod: Map<string, Route | string>;
}

const branch = (): Branch => ({ exact: new Map(), parameter: undefined, byMethod: new Map() });

const plant = (root: Branch, method: string, path: string, route: Route | string): void => {
  let at = root;
  for (const part of path.slice(1).split("/")) {
    if (part.startsWith("{")) {
      at.parameter ??= branch();
      at = at.parameter;
      continue;
    }
    let next = at.exact.get(part);
    if (next === undefined) {
      next = branch();
      at.exact.set(part, next);
    }
    at = next;
  }
  at.byMethod.set(method, route);
};

const decode = (part: string): string => {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** More than the deepest path of Zoom's has. */
const maxParts = 8;

/** The parts of a path without the empty ones: Zoom accepts doubled slashes (PSZoom#96, wire). */
const partsOf = (path: string): readonly string[] => {
  const parts = path.split("/");
  return parts.length <= maxParts && parts.indexOf("", 1) === -1 ? parts.slice(1) : parts.filter((part) => part !== "");
};

/** Below `at`, part by part: an exact name wins over a parameter, but only where it leads to the method. */
const descend = (
  at: Branch,
  method: string,
  parts: readonly string[],
  place: number,
  userId: string,
): Match | undefined => {
  const part = parts[place];
  if (part === undefined) {
    const route = at.byMethod.get(method);
    return route === undefined ? undefined : { route, userId };
  }
  const exact = at.exact.get(part);
  const found = exact === undefined ? undefined : descend(exact, method, parts, place + 1, userId);
  if (found !== undefined || at.parameter === undefined) return found;
  return descend(at.parameter, method, parts, place + 1, decode(part));
};

/** Finds what Zoom has under a method and a whole path (`/v2/users/abc`, `/scim2/Users`). */
export const createRouter = (): ((method: string, path: string) => Match | undefined) => {
  const root = branch();
  // SCIM is beside /v2, not below it.
  for (const [method, path, id] of knownOperations)
    plant(root, method, path.startsWith("/scim2") ? path : `/v2${path}`, id);
  for (const operation of operations) plant(root, operation.method, `/v2${operation.path}`, toRoute(operation));
  return (method, path) => {
    const parts = partsOf(path);
    return parts.length > maxParts ? undefined : descend(root, method, parts, 0, "");
  };
};
