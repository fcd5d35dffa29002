import { backgroundLimits, type ErrorTemplate } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { Background } from "../records.ts";
import { fileOf } from "../multipart.ts";
import { keepSettings, settingsRecord } from "./shelf.ts";

interface UploadErrors {
  readonly partMissing: ErrorTemplate;
  readonly noFile: ErrorTemplate;
  readonly tooLarge: ErrorTemplate;
  readonly tooMany: ErrorTemplate;
  readonly format: ErrorTemplate;
  /** Where a body that is no form has words of its own. */
  readonly failed?: ErrorTemplate;
}

/** How files of a kind begin. */
const signatures = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
  gif: [0x47, 0x49, 0x46, 0x38],
} as const;

export type PictureKind = keyof typeof signatures;

const isPicture = (bytes: Uint8Array, kinds: readonly PictureKind[]): boolean =>
  kinds.some((kind) => signatures[kind].every((byte, at) => bytes[at] === byte));

/** Takes a picture in for an account, a group or a user, once it is known who they are. */
export const addBackground = (
  { world, tenant, body, isBrokenForm = false }: Call,
  id: string,
  errors: UploadErrors,
  kinds: readonly PictureKind[],
): Outcome => {
  if (isBrokenForm)
    return refusal(errors.failed ?? errors.partMissing, undefined, "The body is no well-formed multipart/form-data.");
  const file = fileOf(body[backgroundLimits.part]);
  if (file === undefined || file.fileName === "")
    return refusal(errors.partMissing, undefined, `Send a part named ${backgroundLimits.part} with a filename.`);
  const { fileName: name, bytes } = file;
  if (bytes.length === 0) return refusal(errors.noFile);
  if (bytes.length > backgroundLimits.maxBytes) return refusal(errors.tooLarge);
  if (!isPicture(bytes, kinds)) return refusal(errors.format);
  const backgrounds = settingsRecord(tenant, id)?.backgrounds ?? [];
  if (backgrounds.length >= backgroundLimits.perHolder) return refusal(errors.tooMany);
  const background: Background = { id: world.identifiers.id(), name, size: bytes.length };
  keepSettings(tenant, id, { backgrounds: [...backgrounds, background] });
  return ok(201, JSON.stringify({ id: background.id, is_default: false, name, size: background.size, type: "image" }));
};

/** The ids in `file_ids`. */
export const fileIds = ({ query }: Call): readonly string[] =>
  (query.get("file_ids") ?? "").split(",").filter((id) => id !== "");

/** Takes pictures away; all of them must be there. */
export const removeBackgrounds = (call: Call, id: string, unknown: ErrorTemplate): Outcome => {
  const ids = fileIds(call);
  const backgrounds = settingsRecord(call.tenant, id)?.backgrounds ?? [];
  if (ids.length === 0 || !ids.every((one) => backgrounds.some((background) => background.id === one)))
    return refusal(unknown, { file_ids: ids.join(",") });
  keepSettings(call.tenant, id, { backgrounds: backgrounds.filter((background) => !ids.includes(background.id)) });
  return ok(204, "");
};
