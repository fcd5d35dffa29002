import type { Answer, Exchange } from "#base";

import type { Picture } from "../belongings.ts";
import type { World } from "../world.ts";
import { picturePath } from "./view.ts";

const missing: Answer = { status: 404, headers: ["Content-Type", "text/plain"], body: "There is no such picture.\n" };

const readAddress = (address: string): readonly unknown[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(address, "base64url").toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
};

const find = (world: World, address: string): Picture | undefined => {
  const [account, id, key] = readAddress(address);
  const picture = world.tenants.get(String(account))?.shelves.picture.byId(String(id));
  return picture?.key === key ? picture : undefined;
};

/** The picture behind a user's pic_url: whoever has the address sees it, as at Zoom, without a token. */
export const answerPicture = (world: World, { method, path }: Exchange): Answer => {
  const picture = method === "GET" ? find(world, path.slice(picturePath.length)) : undefined;
  if (picture === undefined) return missing;
  return {
    status: 200,
    headers: [
      "Content-Type",
      picture.type,
      "Cache-Control",
      "private, max-age=3600",
      "X-Content-Type-Options",
      "nosniff",
    ],
    body: Buffer.from(picture.data, "base64"),
  };
};
