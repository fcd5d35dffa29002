import { type DocumentObject, isList, isObject, isTrue, listIn, memberOf, objectIn, textIn } from "./document-value.ts";
import type { Follow } from "./references.ts";

// Swagger 2.0 is brought into the words of OpenAPI 3, a part at a time; references stay what they are.

const texts = (list: readonly unknown[]): readonly string[] => list.filter((item) => typeof item === "string");

/** The base URLs of a Swagger document, as OpenAPI 3 writes servers. */
export const swaggerServers = (document: DocumentObject): readonly unknown[] => {
  const host = textIn(document, "host");
  const base = textIn(document, "basePath") ?? "";
  if (host === undefined) return base === "" || base === "/" ? [] : [{ url: base }];
  const schemes = texts(listIn(document, "schemes"));
  const secureFirst = schemes.toSorted((one, other) => Number(other === "https") - Number(one === "https"));
  return (schemes.length === 0 ? ["https"] : secureFirst).map((scheme) => ({ url: `${scheme}://${host}${base}` }));
};

/** A security definition, as OpenAPI 3 writes a security scheme. */
export const swaggerScheme = (scheme: unknown): unknown =>
  textIn(scheme, "type") === "basic" ? { type: "http", scheme: "basic" } : scheme;

const outside = new Set(["in", "name", "required", "collectionFormat", "allowEmptyValue", "x-example"]);

const schemaParts = (parameter: DocumentObject): DocumentObject =>
  Object.fromEntries(Object.entries(parameter).filter(([key]) => !outside.has(key)));

const upgradeParameter = (parameter: DocumentObject): DocumentObject => ({
  name: memberOf(parameter, "name"),
  in: memberOf(parameter, "in"),
  required: memberOf(parameter, "required"),
  description: memberOf(parameter, "description"),
  example: memberOf(parameter, "x-example"),
  schema: schemaParts(parameter),
});

const formBody = (fields: readonly DocumentObject[], consumes: readonly string[]): unknown => {
  const hasFile = fields.some((field) => textIn(field, "type") === "file");
  const isMultipart = hasFile || consumes.includes("multipart/form-data");
  const properties = Object.fromEntries(
    fields.map((field) => [
      textIn(field, "name") ?? "",
      textIn(field, "type") === "file"
        ? { type: "string", format: "binary", description: memberOf(field, "description") }
        : schemaParts(field),
    ]),
  );
  const required = fields.filter((field) => isTrue(field, "required")).map((field) => textIn(field, "name"));
  const type = isMultipart ? "multipart/form-data" : "application/x-www-form-urlencoded";
  return { content: { [type]: { schema: { type: "object", properties, required } } } };
};

const upgradeResponse = (response: unknown, produces: readonly string[]): unknown => {
  const schema = memberOf(response, "schema");
  const examples = objectIn(response, "examples");
  const types = Object.keys(examples).length > 0 ? Object.keys(examples) : [produces[0] ?? "application/json"];
  return {
    description: memberOf(response, "description"),
    headers: objectIn(response, "headers"),
    content:
      schema === undefined && Object.keys(examples).length === 0
        ? {}
        : Object.fromEntries(types.map((type) => [type, { schema, example: memberOf(examples, type) }])),
  };
};

/** One operation of Swagger 2.0 in the words of OpenAPI 3. Everything it gives is without references to Swagger parameters. */
export const upgradeOperation = (
  operation: DocumentObject,
  shared: readonly unknown[],
  document: DocumentObject,
  follow: (value: unknown) => ReturnType<Follow>,
): DocumentObject => {
  const consumes = texts(
    isList(memberOf(operation, "consumes")) ? listIn(operation, "consumes") : listIn(document, "consumes"),
  );
  const produces = texts(
    isList(memberOf(operation, "produces")) ? listIn(operation, "produces") : listIn(document, "produces"),
  );
  const followed = [...shared, ...listIn(operation, "parameters")].map((one) => follow(one).value).filter(isObject);
  const byKey = new Map(followed.map((one) => [`${textIn(one, "in")}:${textIn(one, "name")}`, one]));
  const all = [...byKey.values()];
  const body = all.find((one) => textIn(one, "in") === "body");
  const form = all.filter((one) => textIn(one, "in") === "formData");
  const plain = all.filter((one) => !["body", "formData"].includes(textIn(one, "in") ?? ""));
  const type = consumes.find((one) => one.includes("json")) ?? consumes[0] ?? "application/json";
  const responses = Object.entries(objectIn(operation, "responses")).map(
    ([status, response]) => [status, upgradeResponse(follow(response).value, produces)] as const,
  );
  return {
    ...operation,
    parameters: plain.map(upgradeParameter),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: memberOf(body, "required"),
            content: { [type]: { schema: memberOf(body, "schema") } },
          },
        }),
    ...(form.length === 0 ? {} : { requestBody: formBody(form, consumes) }),
    responses: Object.fromEntries(responses),
  };
};
