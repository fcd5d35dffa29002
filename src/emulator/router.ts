import { type Operation, operations } from "#zoom";

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
  readonly route: Route;
  /** The one path parameter, decoded; empty when the path has none. */
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
  readonly byMethod: Map<string, Route>;
}

const branch = (): Branch => ({ exact: new Map(), parameter: undefined, byMethod: new Map() });

const plant = (root: Branch, route: Route): void => {
  let at = root;
  for (const part of route.operation.path.slice(1).split("/")) {
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
  at.byMethod.set(route.operation.method, route);
};

const decode = (part: string): string => {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Finds the operation of a method and a path below /v2 (`/users/abc`). An exact name wins over a parameter. */
export const createRouter = (): ((method: string, path: string) => Match | undefined) => {
  const root = branch();
  for (const operation of operations) plant(root, toRoute(operation));
  return (method, path) => {
    let at = root;
    let userId = "";
    for (const part of path.split("/")) {
      // Zoom accepts doubled and trailing slashes (PSZoom#96).
      if (part === "") continue;
      const exact = at.exact.get(part);
      if (exact !== undefined) at = exact;
      else if (at.parameter !== undefined) {
        at = at.parameter;
        userId = decode(part);
      } else return undefined;
    }
    const route = at.byMethod.get(method);
    return route === undefined ? undefined : { route, userId };
  };
};
