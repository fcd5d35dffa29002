import { adjacentOperations, apiPath, knownOperations, type Operation, operations, scimMedia } from "#zoom";

import { type Binder, createBinder, createOptionBinder, createScimBinder, passParts } from "./bind.ts";
import { handlers, type Handler, type Parameters } from "./handlers.ts";

/** An operation with everything dispatch needs, made once. */
export interface Route {
  readonly operation: Operation;
  readonly handler: Handler;
  readonly bind: Binder | undefined;
  /** Fields of the body that are objects or arrays: a form's part of that name holds JSON. */
  objectFields(): ReadonlySet<string>;
}

export interface Match {
  /** The emulated operation, or the id of one that Zoom has and this emulator does not answer. */
  readonly route: Route | string;
  /** Path parameters by name, decoded. */
  readonly parameters: Parameters;
}

/** Rows by option are long and rarely asked for: their binder is made when a call comes. */
const toBinder = (operation: Operation): Binder | undefined => {
  const { media, byOption, errors } = operation;
  if (byOption !== undefined && Object.hasOwn(operation, "request"))
    return createOptionBinder((option) => (byOption(option) ?? byOption(""))?.request ?? []);
  const { request } = operation;
  if (request === undefined || byOption !== undefined) return undefined;
  if (media === "multipart/form-data") return passParts;
  return media === scimMedia.type ? createScimBinder(request) : createBinder(request, errors["validation"]);
};

const toRoute = (operation: Operation): Route => {
  const handler = handlers.get(operation.id);
  if (handler === undefined) throw new Error(`no handler for ${operation.id}`);
  return {
    operation,
    handler,
    bind: toBinder(operation),
    objectFields: () =>
      new Set(
        (operation.request ?? [])
          .filter((field) => !field.path.includes(".") && ["object", "array"].includes(field.type))
          .map((field) => field.path),
      ),
  };
};

/** What a method does at the end of a path, and which of the path's parts its parameters are. */
interface End {
  readonly route: Route | string;
  readonly parameters: readonly { readonly name: string; readonly place: number }[];
}

interface Branch {
  readonly exact: Map<string, Branch>;
  parameter: Branch | undefined;
  readonly byMethod: Map<string, End>;
}

const branch = (): Branch => ({ exact: new Map(), parameter: undefined, byMethod: new Map() });

const plant = (root: Branch, method: string, path: string, route: Route | string): void => {
  let at = root;
  const parameters: { readonly name: string; readonly place: number }[] = [];
  for (const [place, part] of path.slice(1).split("/").entries()) {
    if (part.startsWith("{")) {
      parameters.push({ name: part.slice(1, -1), place });
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
  at.byMethod.set(method, { route, parameters });
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
const descend = (at: Branch, method: string, parts: readonly string[], place: number): End | undefined => {
  const part = parts[place];
  if (part === undefined) return at.byMethod.get(method);
  const exact = at.exact.get(part);
  const found = exact === undefined ? undefined : descend(exact, method, parts, place + 1);
  if (found !== undefined || at.parameter === undefined) return found;
  return descend(at.parameter, method, parts, place + 1);
};

const noParameters: Parameters = {};

/** Read off the parts once the path has led somewhere: the way down carries nothing. */
const parametersOf = (end: End, parts: readonly string[]): Parameters => {
  if (end.parameters.length === 0) return noParameters;
  const parameters: Record<string, string> = {};
  for (const { name, place } of end.parameters) parameters[name] = decode(parts[place] ?? "");
  return parameters;
};

const methods: readonly Operation["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export interface Router {
  /** What Zoom has under a method and a whole path (`/v2/users/abc`, `/scim2/Users`). */
  match(method: string, path: string): Match | undefined;
  /** The methods that a path takes; none for a path that Zoom does not have. */
  methodsAt(path: string): readonly string[];
}

/** By method and everything before the last slash, the routes whose only parameter is what follows it. */
const tailsOf = (root: Branch, method: string, paths: readonly string[]): ReadonlyMap<string, End> => {
  const tails = new Map<string, End>();
  for (const path of paths) {
    const parts = partsOf(path);
    const end = descend(root, method, parts, 0);
    if (end?.parameters.length === 1 && end.parameters[0]?.place === parts.length - 1)
      tails.set(path.slice(0, path.lastIndexOf("/")), end);
  }
  return tails;
};

/** Knows every path of Zoom's. */
export const createRouter = (): Router => {
  const root = branch();
  /** By method and whole path, those that have no parameters: found without taking the path apart. */
  const plain = new Map<string, Map<string, Match>>();
  const tails = new Map<string, ReadonlyMap<string, End>>();
  for (const [method, path, id] of knownOperations) plant(root, method, apiPath(path), id);
  for (const operation of [...operations, ...adjacentOperations])
    plant(root, operation.method, apiPath(operation.path), toRoute(operation));
  const written = [...knownOperations.map(([, path]) => path), ...adjacentOperations.map(({ path }) => path)].map(
    apiPath,
  );
  for (const method of methods) {
    const matches = new Map<string, Match>();
    for (const path of written) {
      const end = descend(root, method, partsOf(path), 0);
      // A word may still be a parameter for another method: DELETE /users/summary deletes a user.
      if (end?.parameters.length === 0) matches.set(path, { route: end.route, parameters: noParameters });
    }
    plain.set(method, matches);
    tails.set(method, tailsOf(root, method, written));
  }
  /** `/v2/users/abc`, as most calls are: without taking the path apart. */
  const matchTail = (method: string, path: string): Match | undefined => {
    const slash = path.lastIndexOf("/");
    if (slash === path.length - 1) return undefined;
    const end = tails.get(method)?.get(path.slice(0, slash));
    const name = end?.parameters[0]?.name;
    return end === undefined || name === undefined
      ? undefined
      : { route: end.route, parameters: { [name]: decode(path.slice(slash + 1)) } };
  };
  return {
    match(method, path) {
      const known = plain.get(method)?.get(path);
      if (known !== undefined) return known;
      const tail = matchTail(method, path);
      if (tail !== undefined) return tail;
      const parts = partsOf(path);
      const end = parts.length > maxParts ? undefined : descend(root, method, parts, 0);
      return end === undefined ? undefined : { route: end.route, parameters: parametersOf(end, parts) };
    },
    methodsAt(path) {
      const parts = partsOf(path);
      if (parts.length > maxParts) return [];
      return methods.filter((method) => descend(root, method, parts, 0) !== undefined);
    },
  };
};
