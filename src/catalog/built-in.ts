import {
  type Field,
  operations as zoomOperations,
  pathParts,
  type Operation as ZoomOperation,
  type Parameter as ZoomParameter,
} from "#zoom";

import type { Answer, Auth, Body, FormField, Operation, Parameter, Schema } from "./operation.ts";
import { given } from "./document-value.ts";
import { zoomServerOf } from "./zoom-servers.ts";
import { zoomToken } from "./credential.ts";

/** A schema in the making. */
interface Branch {
  readonly row?: Omit<Field, "path">;
  readonly children: Map<string, Branch>;
}

const plant = (rows: readonly Field[]): Branch => {
  const root: Branch = { children: new Map() };
  for (const row of rows) {
    const parts = pathParts(row.path);
    let branch = root;
    for (const [index, part] of parts.entries()) {
      const known = branch.children.get(part);
      const isLast = index === parts.length - 1;
      const next: Branch = isLast
        ? { row, children: known?.children ?? new Map<string, Branch>() }
        : (known ?? { children: new Map<string, Branch>() });
      branch.children.set(part, next);
      branch = next;
    }
  }
  return root;
};

const scalarParts = (row: Omit<Field, "path">): Omit<Schema, "type"> => ({
  ...given("description", row.note),
  ...given("enum", row.values),
  ...given("format", row.format),
  ...given("minLength", row.minLength),
  ...given("maxLength", row.maxLength),
  ...given("maxItems", row.maxItems),
  ...given("deprecated", row.deprecated),
});

const grow = ({ row, children }: Branch): Schema => {
  const own: Omit<Schema, "type"> = row === undefined ? {} : scalarParts(row);
  const item = children.get("[]");
  if (item !== undefined || row?.type === "array")
    return { type: "array", ...own, ...(item === undefined ? {} : { items: grow(item) }) };
  if (children.size === 0) return { type: row?.type ?? "object", ...own };
  const entries = [...children];
  const required = entries.filter(([, child]) => isNeeded(child)).map(([name]) => name);
  return {
    type: "object",
    ...own,
    properties: Object.fromEntries(entries.map(([name, child]) => [name, grow(child)])),
    ...(required.length === 0 ? {} : { required }),
  };
};

/** An object with required fields is required itself, whatever its own row says: without it they are missing. */
const isNeeded = ({ row, children }: Branch): boolean =>
  row?.required === true || (row?.type === "object" && [...children.values()].some(isNeeded));

/** The rows of a body as one schema. */
export const schemaOfFields = (rows: readonly Field[]): Schema => grow(plant(rows));

const parameterOf = ({ name, in: place, ...row }: ZoomParameter): Parameter => ({
  name,
  in: place,
  required: row.required === true || place === "path",
  schema: { type: row.type, ...scalarParts(row), ...given("default", row.default), ...given("maximum", row.maximum) },
  ...given("description", row.note),
});

const bearer: Auth = { scheme: "bearer", environment: zoomToken };

const exampleBody: Readonly<Record<string, string>> = {
  userCreate: `{"action":"create","user_info":{"email":"jill.chill@example.com","type":1,"first_name":"Jill","last_name":"Chill"}}`,
  userUpdate: `{"first_name":"Jill","last_name":"Chill","dept":"Sales"}`,
  userStatus: `{"action":"deactivate"}`,
  userScim2Create: `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jill.chill@example.com","name":{"givenName":"Jill","familyName":"Chill"},"userType":"Basic"}`,
  userSCIM2Update: `{"displayName":"Jill Chill","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}`,
  userADSCIM2Deactivate: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}`,
  groupScim2Create: `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales"}`,
  groupSCIM2Update: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"displayName":"Sales"}}]}`,
};

/** "/groups/{groupId}/members" belongs to Groups. */
const areaOf = (path: string): string => {
  const [, first = ""] = path.split("/");
  return first.charAt(0).toUpperCase() + first.slice(1);
};

/** Parts of a form: what the facts call a text is a file, where the operation takes files. */
const formField = ({ path, required, note }: Field): FormField => ({
  name: path,
  kind: "file",
  required: required === true,
  schema: { type: "string", ...given("description", note) },
});

const bodyOf = ({ id, request, media }: ZoomOperation): Body | undefined => {
  if (request === undefined) return undefined;
  if (media === "multipart/form-data") return { kind: "multipart", fields: request.map(formField) };
  return {
    kind: "json",
    contentType: media ?? "application/json",
    schema: schemaOfFields(request),
    ...given("example", exampleBody[id]),
  };
};

const operationOf = (facts: ZoomOperation): Operation => {
  const { id, success, scopes } = facts;
  const contentType = facts.media === "application/scim+json" ? facts.media : "application/json";
  const answer: Answer = {
    name: `HTTP ${success.status}`,
    status: success.status,
    headers: success.fields.length === 0 ? [] : [["Content-Type", `${contentType};charset=UTF-8`]],
    ...(success.fields.length === 0 ? {} : { contentType, schema: schemaOfFields(success.fields) }),
  };
  return {
    id: `zoom:${id}`,
    api: "zoom",
    name: facts.summary,
    ...(facts.notes.length === 0 ? {} : { description: facts.notes.map(({ text }) => text).join("\n") }),
    method: facts.method,
    servers: [zoomServerOf(facts.path)],
    path: facts.path,
    folders: [areaOf(facts.path)],
    parameters: facts.parameters.map(parameterOf),
    ...given("body", bodyOf(facts)),
    auth: bearer,
    answers: [answer],
    // SCIM's errors have a status and no code beside it.
    errors: Object.values(facts.errors).map(({ status, code, message }) =>
      facts.media === "application/scim+json" ? { status, message } : { status, code, message },
    ),
    prerequisites: [
      `Any one of these scopes: ${[...scopes.granular, ...scopes.classic].join(", ")}.`,
      ...(facts.permissions.length === 0 ? [] : [`The acting user's role needs: ${facts.permissions.join(", ")}.`]),
    ],
    rateLabel: facts.label,
    source: { kind: "built in", where: facts.source.where },
    repairs: [],
  };
};

/** Zoom's operations, made of the same facts that the emulator and the client read. */
export const zoomApi: readonly Operation[] = zoomOperations.map(operationOf);
