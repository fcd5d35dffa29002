import { pictureLimits, userPicture, userPictureDelete } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { fileOf } from "../multipart.ts";
import type { Picture } from "../belongings.ts";
import type { User } from "../records.ts";
import { actsFor } from "../roles/administrators.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { findUser, isOutcome } from "./find.ts";
import { isPicture, pictureType } from "./picture-check.ts";

const { errors } = userPicture;

interface Upload {
  readonly type: Picture["type"];
  readonly bytes: Uint8Array;
}

/** The picture of the part `pic_file`, or what is wrong with it. */
const readPicture = ({ body }: Call): Upload | Outcome => {
  const part = body["pic_file"];
  const file = fileOf(part);
  if (file === undefined) return typeof part === "string" ? refusal(errors.noName) : refusal(errors.empty);
  if (file.fileName === "") return refusal(errors.noName);
  const { bytes } = file;
  if (bytes.length === 0) return refusal(errors.empty);
  if (bytes.length > pictureLimits.maxBytes) return refusal(errors.tooLarge);
  const type = pictureType(bytes);
  if (type === undefined) return refusal(errors.type);
  return isPicture(type, bytes) ? { type, bytes } : refusal(errors.content);
};

/** Another picture, or none: the user shows it, and whoever listens hears of it. */
const setKey = ({ world, tenant }: Call, user: User, key: string | undefined): void => {
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => {
    const { picture: _former, ...rest } = user.profile ?? {};
    const profile = key === undefined ? rest : { ...rest, picture: key };
    user.profile = Object.keys(profile).length === 0 ? null : profile;
  });
  userUpdated(world, tenant, user, before);
};

/** POST /users/{userId}/picture. */
export const uploadPicture: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  if (!actsFor(call, user)) return refusal(errors.notAdmin);
  const upload = readPicture(call);
  if ("status" in upload) return upload;
  const key = call.world.identifiers.id();
  call.tenant.shelves.picture.put({
    account: user.account,
    id: user.id,
    key,
    type: upload.type,
    data: Buffer.from(upload.bytes).toString("base64"),
  });
  setKey(call, user, key);
  return ok(201, "{}");
};

/** DELETE /users/{userId}/picture. */
export const deletePicture: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  if (!actsFor(call, user)) return refusal(userPictureDelete.errors.notAdmin);
  if (user.profile?.picture === undefined) return ok(204, "");
  call.tenant.shelves.picture.removeById(user.id);
  setKey(call, user, undefined);
  return ok(204, "");
};
