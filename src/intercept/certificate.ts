import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";

import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

/** One name and its key pair, on elliptic curve P-256. */
export interface Identity {
  readonly commonName: string;
  readonly publicKey: KeyObject;
}

export interface Issuer extends Identity {
  readonly privateKey: KeyObject;
}

export interface CertificateRequest {
  readonly subject: Identity;
  readonly issuer: Issuer;
  /** Names it is good for; without any it is an authority's own. */
  readonly hosts: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const commonNameType = "2.5.4.3";

const spki = ({ publicKey }: Identity): Buffer => publicKey.export({ type: "spki", format: "der" });

const nameOf = ({ commonName }: Identity): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: commonNameType, value: new AttributeValue({ utf8String: commonName }) }),
    ]),
  ]);

const keyIdOf = (identity: Identity): Buffer => createHash("sha1").update(spki(identity)).digest();

const extension = (extnID: string, critical: boolean, value: object): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

// Both key identifiers and the usages are there because strict verifiers (Python 3.13, Go) ask for them.
const extensionsOf = ({ subject, issuer, hosts }: CertificateRequest): Extensions => {
  const isAuthority = hosts.length === 0;
  const usage = isAuthority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
  const common = [
    extension(
      id_ce_basicConstraints,
      true,
      new BasicConstraints(isAuthority ? { cA: true, pathLenConstraint: 0 } : {}),
    ),
    extension(id_ce_keyUsage, true, new KeyUsage(usage)),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdOf(subject))),
    extension(
      id_ce_authorityKeyIdentifier,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdOf(issuer)) }),
    ),
  ];
  if (isAuthority) return new Extensions(common);
  return new Extensions([
    ...common,
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(
      id_ce_subjectAltName,
      false,
      new SubjectAlternativeName(hosts.map((host) => new GeneralName({ dNSName: host }))),
    ),
  ]);
};

/** 16 random bytes, positive and without a leading zero, as DER wants integers. */
const serialNumber = (): ArrayBuffer => {
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial.buffer;
};

const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });

/** Makes and signs a certificate, DER. */
export const makeCertificate = (request: CertificateRequest): Buffer => {
  const { subject, issuer, from, until } = request;
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: nameOf(issuer),
    validity: new Validity({ notBefore: from, notAfter: until }),
    subject: nameOf(subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki(subject), SubjectPublicKeyInfo),
    extensions: extensionsOf(request),
  });
  const signature = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.privateKey);
  return Buffer.from(
    AsnConvert.serialize(
      new Certificate({
        tbsCertificate,
        signatureAlgorithm: algorithm,
        signatureValue: new Uint8Array(signature).buffer,
      }),
    ),
  );
};

/** DER as PEM. */
export const pem = (certificate: Uint8Array): string => {
  const lines =
    Buffer.from(certificate)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
};
