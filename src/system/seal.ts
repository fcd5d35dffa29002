import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import { systemErrors } from "./errors.ts";

const layout = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

/**
 * Encrypts text with AES-256-GCM: layout byte, nonce, tag, ciphertext.
 * @param key 32 bytes
 * @param purpose what the secret belongs to, such as "account/acme"; not stored, needed to open
 */
export const seal = (key: Uint8Array, plaintext: string, purpose: string): Uint8Array => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(layout), nonce, cipher.getAuthTag(), ciphertext]);
};

/**
 * Decrypts what `seal` made with the same key and purpose.
 * @throws RC_SYSTEM_SEAL_BROKEN for another key, another purpose or a changed byte
 */
export const openSealed = (key: Uint8Array, sealed: Uint8Array, purpose: string): string => {
  try {
    if (sealed.length < headBytes || sealed[0] !== layout) throw new RangeError("not a sealed text");
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw systemErrors.make("RC_SYSTEM_SEAL_BROKEN", `cannot open the secret of ${purpose}`, { cause: error });
  }
};
