import type { Answer, Operation, Schema } from "#catalog";

const text = (description?: string): Schema => ({
  type: "string",
  ...(description === undefined ? {} : { description }),
});

const errorAnswer = (status: number, body: string): Answer => ({ name: String(status), status, headers: [], body });

const shared = {
  api: "zoom",
  servers: ["https://api.zoom.us/v2"],
  auth: { scheme: "bearer", environment: "ZOOM_ACCESS_TOKEN" },
  errors: [],
  prerequisites: [],
  repairs: [],
  source: { kind: "built in", where: "the prover's corpus" },
  folders: ["Users"],
} as const;

const userFields = {
  id: text("The user's id."),
  first_name: text(),
  last_name: text(),
  email: text(),
  type: { type: "integer" },
} as const satisfies Record<string, Schema>;

const createUser: Operation = {
  ...shared,
  id: "zoom:userCreate",
  name: "Create users",
  description: "Use this API to add a new user to your Zoom account. Light rate limit.",
  method: "POST",
  path: "/users",
  parameters: [],
  body: {
    kind: "json",
    contentType: "application/json",
    schema: {
      type: "object",
      required: ["action", "user_info"],
      properties: {
        action: { type: "string", enum: ["create", "autoCreate", "custCreate", "ssoCreate"] },
        user_info: {
          type: "object",
          required: ["email", "type"],
          properties: {
            email: { type: "string", example: "jill.chill@example.com" },
            type: { type: "integer", example: 1 },
            first_name: { type: "string", example: "Jill" },
            last_name: { type: "string", example: "Chill" },
          },
        },
      },
    },
  },
  answers: [
    {
      name: "User created",
      status: 201,
      headers: [["Content-Type", "application/json"]],
      body: '{"id":"string","first_name":"string","last_name":"string","email":"string","type":"integer"}',
    },
    errorAnswer(409, '{"code":1005,"message":"User already in the account: {email}"}'),
  ],
};

const getUser: Operation = {
  ...shared,
  id: "zoom:user",
  name: "Get a user",
  method: "GET",
  path: "/users/{userId}",
  parameters: [
    { name: "userId", in: "path", required: true, schema: text(), example: "jill.chill@example.com" },
    { name: "login_type", in: "query", required: false, schema: { type: "integer" }, example: "100" },
  ],
  answers: [
    {
      name: "User",
      status: 200,
      headers: [],
      contentType: "application/json",
      schema: {
        type: "object",
        properties: {
          ...userFields,
          plan_united_type: { type: "integer" },
          verified: { type: "boolean" },
          pmi_ratio: { type: "number" },
          manager: {
            type: "object",
            properties: { email: text(), address: { type: "object", properties: { city: text() } } },
          },
          group_ids: { type: "array", items: text() },
          custom_attributes: { type: "array", items: { type: "object", properties: { key: text(), value: text() } } },
        },
      },
    },
  ],
};

const listUsers: Operation = {
  ...shared,
  id: "zoom:users",
  name: "List users",
  method: "GET",
  path: "/users",
  parameters: [
    { name: "status", in: "query", required: false, schema: text(), example: "active" },
    { name: "page_size", in: "query", required: false, schema: { type: "integer", default: 30 }, example: "30" },
    { name: "next_page_token", in: "query", required: false, schema: text() },
  ],
  answers: [
    {
      name: "A page",
      status: 200,
      headers: [],
      contentType: "application/json",
      schema: {
        type: "object",
        properties: {
          next_page_token: text(),
          total_records: { type: "integer" },
          users: {
            type: "array",
            items: { type: "object", properties: { ...userFields, verified: { type: "boolean" } } },
          },
        },
      },
    },
  ],
};

const deleteUser: Operation = {
  ...shared,
  id: "zoom:userDelete",
  name: "Delete a user",
  method: "DELETE",
  path: "/users/{userId}",
  parameters: [
    { name: "userId", in: "path", required: true, schema: text(), example: "jill.chill@example.com" },
    { name: "action", in: "query", required: false, schema: text(), example: "disassociate" },
  ],
  answers: [{ name: "Gone", status: 204, headers: [] }],
};

const uploadPicture: Operation = {
  ...shared,
  id: "zoom:userPicture",
  name: "Upload a user's profile picture",
  method: "POST",
  path: "/users/{userId}/picture",
  parameters: [{ name: "userId", in: "path", required: true, schema: text(), example: "me" }],
  body: {
    kind: "multipart",
    fields: [
      { name: "note", kind: "text", required: false, schema: text(), example: "from 2026" },
      {
        name: "pic_file",
        kind: "file",
        required: true,
        schema: text(),
        example: "a picture, as text",
        contentType: "image/png",
      },
    ],
  },
  answers: [
    {
      name: "Stored",
      status: 201,
      headers: [],
      contentType: "application/json",
      schema: { type: "object", properties: { id: text(), added_at: text() } },
    },
  ],
};

/** Zoom's own operations by shape. */
export const zoomOperations: readonly Operation[] = [createUser, deleteUser, getUser, listUsers, uploadPicture];
