// Documents of any size, made up: what imports must bear.

const fields = (count: number, seed: number): Record<string, object> =>
  Object.fromEntries(
    Array.from({ length: count }, (_unused, index) => [
      `field_${index}`,
      index % 3 === 0
        ? { type: "integer", description: `Number ${seed}` }
        : { type: "string", maxLength: 64, description: "Some words about it." },
    ]),
  );

const itemOf = (index: number): object => ({
  name: `Operation ${index} of 王小明's API`,
  request: {
    method: ["GET", "POST", "PUT", "DELETE"][index % 4],
    header: [{ key: "X-Number", value: String(index) }],
    url: {
      raw: `{{baseUrl}}/things/:id/parts${index}`,
      host: ["{{baseUrl}}"],
      path: ["things", ":id", `parts${index}`],
      query: [{ key: "page", value: "1" }],
    },
    ...(index % 4 === 1
      ? { body: { mode: "raw", raw: JSON.stringify({ name: "x", values: [1, 2], deep: { a: { b: index } } }) } }
      : {}),
    ...(index % 4 === 2
      ? {
          body: {
            mode: "formdata",
            formdata: [
              { key: "file", type: "file" },
              { key: "note", value: "n" },
            ],
          },
        }
      : {}),
  },
  response: [
    {
      name: "OK",
      code: 200,
      header: [],
      body: JSON.stringify({ items: Array.from({ length: 20 }, (_unused, id) => ({ id, name: `n${id}` })) }),
    },
    { name: "**HTTP Status Code:** `404` **Error Code:** `4130` Not there", code: 404, header: [], body: "" },
  ],
});

/** A Postman collection of that many requests, in folders, with saved answers. */
export const bigCollection = (requests: number): string => {
  const folders = Math.ceil(requests / 25);
  return JSON.stringify({
    info: { name: "Big", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    item: Array.from({ length: folders }, (_unused, folder) => ({
      name: `Folder ${folder}`,
      item: Array.from({ length: Math.min(25, requests - folder * 25) }, (_other, index) =>
        itemOf(folder * 25 + index),
      ),
    })),
  });
};

/** An OpenAPI document of about that many characters, with shared and recursive schemas. */
export const bigOpenApi = (characters: number): string => {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {};
  // What one path and its schema take.
  const each = 3000;
  for (let index = 0; index < characters / each; index += 1) {
    const next = { $ref: `#/components/schemas/Thing${index + 1}` };
    schemas[`Thing${index}`] = {
      type: "object",
      required: ["field_0"],
      properties: {
        ...fields(20, index),
        next,
        list: { type: "array", items: { $ref: `#/components/schemas/Thing${index}` } },
      },
    };
    schemas[`Thing${index + 1}`] = { type: "object", properties: fields(2, index) };
    const content = { "application/json": { schema: { $ref: `#/components/schemas/Thing${index}` } } };
    paths[`/things${index}/{id}`] = {
      get: {
        operationId: `getThing${index}`,
        summary: `Get thing ${index}`,
        description: "Words that describe what happens. ".repeat(8),
        responses: { 200: { description: "OK", content } },
      },
      put: {
        operationId: `putThing${index}`,
        requestBody: { content },
        responses: { 200: { description: "OK", content }, 404: { description: "**Error Code:** `4130` Not there" } },
      },
    };
  }
  return JSON.stringify({
    openapi: "3.0.3",
    info: { title: "Big API", version: "1" },
    servers: [{ url: "https://big.example" }],
    paths,
    components: { schemas },
  });
};
