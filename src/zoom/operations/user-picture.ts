import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { clientCode, documented, inferred } from "../source.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");

/** Limits of a profile picture. */
export const pictureLimits = { maxBytes: 2 * 1_048_576, types: ["image/jpeg", "image/png"], source: oas } as const;

const notAdmin = {
  status: 400,
  code: 200,
  message: "Only an account administrator can change a profile picture.",
  trigger: "the app acts with a role that is neither Owner nor Admin",
  source: oas,
} as const;

const badFile = (message: string, trigger: string) => ({ status: 400, code: 120, message, trigger, source: oas });

export const userPicture = operation({
  id: "userPicture",
  method: "POST",
  path: "/users/{userId}/picture",
  media: "multipart/form-data",
  summary: "Upload a user's profile picture",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:write:profile_picture", "user:write:profile_picture:admin"]),
  parameters: [userIdParameter],
  request: [{ path: "pic_file", type: "string", required: true, note: "a file with a name: jpg or png, at most 2 MB" }],
  success: { status: 201, fields: [] },
  errors: {
    ...userErrors,
    contentType: {
      ...envelopeErrors.contentType,
      trigger: "Content-Type is missing or not multipart/form-data",
      source: inferred("as JSON operations answer to a form"),
    },
    content: {
      status: 400,
      code: 300,
      message: "Your request was not accepted because the profile picture contains invalid or explicit content.",
      trigger: "a file that begins as a jpg or png and is none; nobody here looks for explicit content",
      source: oas,
    },
    notAdmin,
    empty: badFile("File is empty.", "no part pic_file, or one without content"),
    tooLarge: badFile("File size cannot exceed 2M.", "more than 2 MB"),
    type: badFile("Only jpg/jpeg or png image file can be uploaded.", "the content is neither jpg nor png"),
    noName: {
      status: 400,
      code: 120,
      message: "",
      trigger: "the part pic_file has no file name",
      source: clientCode("ZN"),
    },
  },
  notes: [
    { text: "GET /users/{userId} shows the picture's address as pic_url from then on.", source: documented("OAS-U") },
    { text: "The body of the answer is {}.", source: clientCode("ZN") },
  ],
  source: oas,
});

export const userPictureDelete = operation({
  id: "userPictureDelete",
  method: "DELETE",
  path: "/users/{userId}/picture",
  summary: "Delete a user's profile picture",
  label: "Medium",
  permissions: [],
  scopes: scopes(writeClassic, []),
  parameters: [userIdParameter],
  success: { status: 204, fields: [] },
  errors: { ...userErrors, notAdmin },
  notes: [{ text: "204 for a user without a picture too.", source: inferred("no error is documented") }],
  source: oas,
});
