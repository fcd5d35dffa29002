import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { importApi, type Operation } from "./index.ts";

const read = (text: string, name = "api.yaml") => importApi([{ name, text }]);
const first = (operations: readonly Operation[]): Operation => {
  const [operation] = operations;
  assert.ok(operation);
  return operation;
};

const pets = `
openapi: 3.1.0
info: { title: Pet Store, version: "1" }
servers:
  - url: https://{region}.pets.example/{base}
    variables: { region: { default: eu, enum: [eu, us] }, base: { default: v1 } }
security: [{ token: [pets:write] }]
paths:
  /pets/{petId}:
    parameters:
      - { $ref: "#/components/parameters/PetId" }
    post:
      operationId: updatePet
      summary: Update a pet
      tags: [pets]
      parameters:
        - { name: dry, in: query, schema: { type: boolean }, description: "(Required) Only look." }
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - { $ref: "#/components/schemas/Pet" }
                - { type: object, required: [name], properties: { owner: { anyOf: [{ type: string, maxLength: 9 }, { type: "null" }] } } }
      responses:
        "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "404": { description: "**Error Code:** \`4130\` <br> No such pet." }
        default: { description: no }
  /files:
    put:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, note: { type: string } } }
      responses: { "204": { description: Stored } }
components:
  securitySchemes: { token: { type: oauth2, flows: {} } }
  parameters:
    PetId: { name: petId, in: path, required: true, schema: { type: integer, maximum: 99 } }
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string }
        kind: { type: [string, "null"], enum: [cat, dog, null] }
        code: { type: integer, enum: [18014398509481985] }
        mother: { $ref: "#/components/schemas/Pet" }
`;

describe("OpenAPI 3.1 in YAML", () => {
  test("becomes operations with parameters, body, answers, errors and servers", () => {
    const { api, operations, skipped } = read(pets);
    const pet = first(operations);
    assert.deepEqual(
      [api, pet.id, pet.method, pet.path, pet.folders],
      ["pet-store", "pet-store:updatePet", "POST", "/pets/{petId}", ["pets"]],
    );
    assert.deepEqual(pet.servers, ["https://eu.pets.example/v1", "https://us.pets.example/v1"]);
    assert.deepEqual(pet.auth, { scheme: "bearer", environment: "PET_STORE_ACCESS_TOKEN" });
    assert.deepEqual(pet.prerequisites, ["Scopes: pets:write."]);
    assert.deepEqual(
      pet.parameters.map(({ name, required, schema }) => [name, required, schema.type]),
      [
        ["petId", true, "integer"],
        ["dry", true, "boolean"],
      ],
    );
    assert.deepEqual(pet.errors, [{ status: 404, code: 4130, message: "No such pet." }]);
    assert.deepEqual(
      pet.answers.map(({ status }) => status),
      [200, 404],
    );
    assert.deepEqual(skipped, [
      { name: "POST /pets/{petId}", reason: "imported, but a part of its schema is left out: Pet refers to itself" },
    ]);
  });

  test("merges allOf and anyOf, keeps null, enums and every digit", () => {
    const { body } = first(read(pets).operations);
    assert.equal(body?.kind, "json");
    const { schema } = body;
    assert.deepEqual(schema.required, ["name"]);
    assert.deepEqual(schema.properties?.["owner"], { type: "string", maxLength: 9, nullable: true });
    assert.deepEqual([schema.properties["kind"]?.type, schema.properties["kind"]?.nullable], ["string", true]);
    assert.deepEqual(schema.properties["code"]?.enum, [18014398509481985n]);
  });

  test("knows uploads", () => {
    const body = read(pets).operations[1]?.body;
    assert.deepEqual(
      body?.kind === "multipart" ? body.fields.map(({ name, kind, required }) => [name, kind, required]) : [],
      [
        ["file", "file", true],
        ["note", "text", false],
      ],
    );
  });

  test("may be spread over several files", () => {
    const main = `openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: d, content: {application/json: {schema: {$ref: "./parts/s.yaml#/A"}}}}}}}}`;
    const { operations } = importApi([
      { name: "main.yaml", text: main },
      { name: "s.yaml", text: "A: {type: object, properties: {b: {$ref: '#/B'}}}\nB: {type: integer}" },
    ]);
    assert.deepEqual(first(operations).answers[0]?.schema?.properties, { b: { type: "integer" } });
  });
});

test("Swagger 2.0 is converted", () => {
  const { operations } = read(
    JSON.stringify({
      swagger: "2.0",
      info: { title: "Old", version: "1" },
      host: "old.example",
      basePath: "/api",
      schemes: ["http", "https"],
      consumes: ["application/json"],
      produces: ["application/json"],
      securityDefinitions: { basic: { type: "basic" } },
      security: [{ basic: [] }],
      parameters: { Limit: { name: "limit", in: "query", type: "integer", maximum: 9 } },
      definitions: { Item: { type: "object", required: ["id"], properties: { id: { type: "integer" } } } },
      paths: {
        "/items": {
          post: {
            operationId: "addItem",
            parameters: [
              { $ref: "#/parameters/Limit" },
              { name: "item", in: "body", required: true, schema: { $ref: "#/definitions/Item" } },
            ],
            responses: {
              201: {
                description: "made",
                schema: { $ref: "#/definitions/Item" },
                examples: { "application/json": { id: 1 } },
              },
            },
          },
          put: {
            consumes: ["multipart/form-data"],
            parameters: [
              { name: "f", in: "formData", type: "file", required: true },
              { name: "n", in: "formData", type: "string" },
            ],
            responses: { 204: { description: "ok" } },
          },
        },
      },
    }),
  );
  const add = first(operations.filter(({ id }) => id === "old:addItem"));
  assert.deepEqual(add.servers, ["https://old.example/api", "http://old.example/api"]);
  assert.deepEqual(add.auth, { scheme: "basic", userEnvironment: "OLD_USER", passwordEnvironment: "OLD_PASSWORD" });
  assert.deepEqual(add.body?.kind === "json" ? add.body.schema.required : [], ["id"]);
  assert.deepEqual([add.answers[0]?.body, add.answers[0]?.schema?.type], [`{"id":1}`, "object"]);
  assert.deepEqual(add.parameters[0]?.schema, { type: "integer", maximum: 9 });
  const put = first(operations.filter(({ method }) => method === "PUT"));
  assert.deepEqual(
    put.body?.kind === "multipart" ? put.body.fields.map(({ kind, required }) => [kind, required]) : [],
    [
      ["file", true],
      ["text", false],
    ],
  );
});

test("a document of somebody else that calls itself Zoom gets no token of Zoom's", () => {
  const { api, operations } = read(
    `openapi: 3.0.0\ninfo: {title: Zoom, version: "1"}\nservers: [{url: "https://evil.example/api.zoom.us/v2"}]\nsecurity: [{t: []}]\ncomponents: {securitySchemes: {t: {type: http, scheme: bearer}}}\npaths: {/users: {get: {responses: {}}}}`,
  );
  assert.equal(api, "zoom-imported");
  assert.deepEqual(operations[0]?.auth, { scheme: "bearer", environment: "ZOOM_IMPORTED_ACCESS_TOKEN" });
});
