/** The parts of a form by name, or undefined when the body is no well-formed multipart. Text parts only. */
export type FormParts = ReadonlyMap<string, string>;

/** Reads multipart/form-data with the platform's own parser. */
export const readMultipart = async (contentType: string, body: Uint8Array): Promise<FormParts | undefined> => {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
    const parts = new Map<string, string>();
    for (const [name, value] of form) if (typeof value === "string") parts.set(name, value);
    return parts;
  } catch {
    return undefined;
  }
};

/** A file that was uploaded; `missing`: no part of that name with a filename; `malformed`: the body is no form. */
export type Upload = { readonly name: string; readonly bytes: Uint8Array } | "missing" | "malformed";

/** Reads the file in one part of a form. */
export const readUpload = async (contentType: string, body: Uint8Array, part: string): Promise<Upload> => {
  try {
    const headers = { "content-type": contentType };
    const value = (await new Response(new Uint8Array(body), { headers }).formData()).get(part);
    if (value === null || typeof value === "string" || value.name === "") return "missing";
    return { name: value.name, bytes: await value.bytes() };
  } catch {
    return "malformed";
  }
};

/**
 * The JSON text that a form stands for: parts that are JSON objects or arrays are taken as such, the others as strings.
 * @source the old Postman collection of Zoom: parts `action` and `user_info` (JSON text).
 */
export const formAsJson = (parts: FormParts, objectFields: ReadonlySet<string>): string =>
  `{${[...parts]
    .map(([name, value]) => `${JSON.stringify(name)}:${objectFields.has(name) ? value : JSON.stringify(value)}`)
    .join(",")}}`;
