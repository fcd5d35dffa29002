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

/** A file of a form. */
export interface FormFile {
  /** "" = the part has none. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** All parts of a form: texts, and files with their bytes. Undefined when the body is no well-formed multipart. */
export const readUpload = async (
  contentType: string,
  body: Uint8Array,
): Promise<Readonly<Record<string, string | FormFile>> | undefined> => {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
    const parts: [string, string | FormFile][] = [];
    for (const [name, value] of form)
      parts.push([
        name,
        typeof value === "string" ? value : { fileName: value.name, bytes: new Uint8Array(await value.arrayBuffer()) },
      ]);
    return Object.fromEntries(parts);
  } catch {
    return undefined;
  }
};

/** A part that came with a file name; undefined for anything else. */
export const fileOf = (part: unknown): FormFile | undefined => {
  if (typeof part !== "object" || part === null || !("bytes" in part) || !("fileName" in part)) return undefined;
  const { bytes, fileName } = part;
  return bytes instanceof Uint8Array && typeof fileName === "string" ? { bytes, fileName } : undefined;
};

/**
 * The JSON text that a form stands for: parts that are JSON objects or arrays are taken as such, the others as strings.
 * @source the old Postman collection of Zoom: parts `action` and `user_info` (JSON text).
 */
export const formAsJson = (parts: FormParts, objectFields: ReadonlySet<string>): string =>
  `{${[...parts]
    .map(([name, value]) => `${JSON.stringify(name)}:${objectFields.has(name) ? value : JSON.stringify(value)}`)
    .join(",")}}`;
