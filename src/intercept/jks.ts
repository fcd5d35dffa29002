import { createHash } from "node:crypto";

/** Anybody may read a trust store; the password only guards against damage. Java's own customary one. */
export const trustStorePassword = "changeit";

const magic = 0xfe_ed_fe_ed;
const version = 2;
const trustedCertificate = 2;

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value, "utf8");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const time = (milliseconds: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(milliseconds));
  return bytes;
};

const utf16BigEndian = (value: string): Buffer => Buffer.from(value, "utf16le").swap16();

/**
 * Java's trust store in its oldest format, JKS, which every Java reads and which needs no keytool to be made.
 * @param certificates DER
 */
export const javaTrustStore = (certificates: readonly Uint8Array[], now: number): Buffer => {
  const entries = certificates.flatMap((certificate, at) => [
    u32(trustedCertificate),
    text(`authority-${at}`),
    time(now),
    text("X.509"),
    u32(certificate.length),
    certificate,
  ]);
  const content = Buffer.concat([u32(magic), u32(version), u32(certificates.length), ...entries]);
  // The phrase is part of the format.
  const digest = createHash("sha1")
    .update(utf16BigEndian(trustStorePassword))
    .update("Mighty Aphrodite")
    .update(content)
    .digest();
  return Buffer.concat([content, digest]);
};
