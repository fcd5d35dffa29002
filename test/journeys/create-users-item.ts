const field = (key: string, value: string, description?: string) => ({
  key,
  value,
  type: "text",
  ...(description === undefined ? {} : { description }),
});

const request = {
  auth: { type: "oauth2" },
  method: "POST",
  header: [{ key: "Content-Type", value: "multipart/form-data" }],
  body: {
    mode: "formdata",
    formdata: [
      field("action", "ssoCreate", "(Required) How. (This can only be one of create,autoCreate,custCreate,ssoCreate)"),
      field(
        "user_info",
        '{"email":"et qui reprehenderit","type":1,"first_name":"nostrud enim","last_name":"fugiat Excepteur of","password":"consectetur irure moll"}',
      ),
    ],
  },
  url: { raw: "{{baseUrl}}/users", host: ["{{baseUrl}}"], path: ["users"] },
  description: "Adds a user.",
};

const answer = (name: string, code: number, body = "") => ({ name, originalRequest: request, code, header: [], body });

const typeNames = { id: "string", first_name: "string", last_name: "string", email: "string", type: "integer" };

/** A bare Postman item as collections of Zoom's API have it: JSON as form data, types as a saved answer, codes in prose. */
export const createUsersItem = JSON.stringify({
  name: "Create users",
  request,
  response: [
    answer("**HTTP Status Code:** `201`<br>\nUser created.", 201, JSON.stringify(typeNames, null, 1)),
    answer("**HTTP Status Code:** `400` <br> Bad Request \n\n **Error Code:** `300` <br> Invalid parameter", 400),
    answer("**HTTP Status Code:** `404`<br>\n**Error Code:** `4130`<br>\nGroup does not exist: $groupId<br>", 404),
    answer("**HTTP Status Code:** `409`<br>\n**Error Code:** `1005`<br>Email $email has already been used.", 409),
    answer("**HTTP Status Code:** `429` <br> You have exceeded the daily rate limit ({0})", 429),
  ],
});
