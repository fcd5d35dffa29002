/**
 * An address as it stands in texts, or percent-encoded in a path. The last label of its domain begins with a letter, so
 * that `package@1.2.3` is none. The bounds keep hostile texts from taking time.
 */
const address = new RegExp(
  String.raw`((?:%(?!40)[\da-f]{2}|[^\s"'<>()[\]{},;:\\/?&=@%|]){1,254})(@|%40)((?:[\p{L}\p{N}-]{1,63}\.){0,10}\p{L}[\p{L}\p{N}-]{0,62})`,
  "giu",
);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Text with the local part of every e-mail address replaced; domains stay, so that one still sees whose people it is
 * about.
 * @param hash a short word for an address, which comes decoded and in lower case: the same for the same address
 */
export const redactEmails = (text: string, hash: (address: string) => string): string =>
  text.replace(
    address,
    (_whole, local: string, at: string, domain: string) =>
      `${hash(`${decoded(local)}@${domain}`.toLowerCase())}${at}${domain}`,
  );
