/** In plain words: why a request with this Content-Type is refused, and what to send instead. */
export const contentTypeHint = (contentType: string): string => {
  const json =
    'Send Content-Type: application/json with one JSON object, e.g. {"action":"create","user_info":{"email":"a@acme.test","type":1}}.';
  if (contentType.startsWith("multipart/form-data"))
    return `You sent multipart/form-data, as old sample programs do; Zoom takes JSON here. ${json}`;
  if (contentType.startsWith("application/x-www-form-urlencoded"))
    return `You sent a urlencoded form (curl -d does, unless told otherwise); Zoom takes JSON here. ${json}`;
  return contentType === "" ? `You sent no Content-Type. ${json}` : `You sent ${contentType.slice(0, 80)}. ${json}`;
};

/** The sample programs' doubled value: the action glued before the JSON of user_info. */
const doubled = /^(create|autoCreate|custCreate|ssoCreate)\s*\{/;

/** Why the parts of a form are no JSON body. */
export const formHint = (userInfo: string | undefined): string => {
  if (userInfo === undefined) return "The form has no part named user_info: send its JSON text in a part of that name.";
  const glued = doubled.exec(userInfo)?.[1];
  return glued === undefined
    ? "The part user_info must hold one JSON object as text."
    : `The part user_info begins with «${glued}»: the program that printed this repeated the value of action there. Send only the JSON that follows it.`;
};

/** What is wrong with a body that is no JSON. */
export const brokenJsonHint = (text: string): string => {
  if (text.trim() === "") return "The body is empty: send one JSON object.";
  try {
    JSON.parse(text);
    return "The body is JSON but not one object.";
  } catch (error) {
    // Only the place: the parser's message quotes the body, and a body may hold a password.
    const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec(error instanceof Error ? error.message : "");
    return `The body is no JSON${place === null ? ": it ends too early or has a stray character" : `; the parser stopped ${place[0]}`}.`;
  }
};

/** For an upload that came as something else. */
export const uploadHint = (part: string): string =>
  `Send the file as multipart/form-data, in a part named ${part} with a filename.`;
