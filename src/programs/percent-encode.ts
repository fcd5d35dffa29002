const utf8 = new TextEncoder();

const percent = (character: string): string =>
  Array.from(utf8.encode(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

const encodeWhere = (text: string, others: RegExp): string => text.toWellFormed().replaceAll(others, percent);

/** A value in a path or query: all but RFC 3986's unreserved characters is encoded. */
export const encodeValue = (text: string): string => encodeWhere(text, /[^A-Za-z0-9\-._~]/gu);

/** What a document gives as path: what may stand in one stays, an encoded character too. */
export const encodePath = (text: string): string =>
  encodeWhere(text, /[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu).replaceAll(/%(?![0-9A-F]{2})/gi, "%25");

/** A header's value: printable ASCII; anything else is percent-encoded, so that every client can send it. */
export const encodeHeader = (text: string): string => encodeWhere(text.trim(), /[^\x20-\x7e]/gu);

/** A value in a form that is urlencoded. */
export const encodeFormValue = (text: string): string => encodeValue(text).replaceAll("%20", "+");
