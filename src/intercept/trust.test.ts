import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";

import { createAuthority } from "./authority.ts";
import { makeCertificate, pem } from "./certificate.ts";
import { childEnvironment } from "./child-environment.ts";
import { javaTrustStore } from "./jks.ts";
import { openScratch } from "./scratch.ts";
import { writeTrustFiles } from "./trust-files.ts";

const now = Date.now();

describe("the authority of one run", () => {
  test("may sign, is valid now and soon gone", () => {
    const certificate = new X509Certificate(createAuthority(() => now).certificate);
    assert.ok(certificate.ca);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.ok(Date.parse(certificate.validFrom) < now && Date.parse(certificate.validTo) > now);
    assert.ok(Date.parse(certificate.validTo) < now + 31 * 86_400_000);
  });

  test("is another one each time", () => {
    const [one, other] = [createAuthority(() => now), createAuthority(() => now)];
    assert.notDeepEqual(one.certificate, other.certificate);
  });

  test("makes one context a host", () => {
    const authority = createAuthority(() => now);
    assert.equal(authority.contextFor("api.zoom.us"), authority.contextFor("api.zoom.us"));
    assert.notEqual(authority.contextFor("zoom.us"), authority.contextFor("api.zoom.us"));
  });

  test("signs leaves that name their host and hang together", async () => {
    const { generateKeyPairSync } = await import("node:crypto");
    const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const issuer = { commonName: "an authority", ...keys };
    const life = { from: new Date(now), until: new Date(now + 1000) };
    const root = new X509Certificate(makeCertificate({ subject: issuer, issuer, hosts: [], ...life }));
    const leafKeys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const subject = { commonName: "api.zoom.us", publicKey: leafKeys.publicKey };
    const leaf = new X509Certificate(makeCertificate({ subject, issuer, hosts: ["api.zoom.us"], ...life }));
    assert.ok(leaf.checkIssued(root) && leaf.verify(root.publicKey) && !leaf.ca);
    assert.equal(leaf.checkHost("api.zoom.us"), "api.zoom.us");
    assert.equal(leaf.checkHost("zoom.us"), undefined);
    assert.ok(leaf.checkPrivateKey(leafKeys.privateKey));
  });
});

test("Java's trust store is what its format says", () => {
  const certificate = createAuthority(() => now).certificate;
  const store = javaTrustStore([certificate], now);
  assert.equal(store.readUInt32BE(0), 0xfeedfeed);
  assert.equal(store.readUInt32BE(8), 1);
  const content = store.subarray(0, -20);
  const phrase = Buffer.concat([Buffer.from("changeit", "utf16le").swap16(), Buffer.from("Mighty Aphrodite"), content]);
  assert.deepEqual(createHash("sha1").update(phrase).digest(), store.subarray(-20));
  assert.ok(content.includes(certificate));
});

const withRun = (env: Record<string, string>, world: boolean) => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall trust "));
  const authority = createAuthority(() => now).certificate;
  const files = writeTrustFiles({ directory, authority, world, env, now });
  const proxy = { url: "http://127.0.0.1:4711", port: 4711 };
  const account = { accountId: "a", clientId: "b", clientSecret: "c", token: "d" };
  return {
    directory,
    authority,
    files,
    child: childEnvironment({ env, proxy, files, account, allow: ["example.com"] }),
  };
};

describe("files and environment of a run", () => {
  test("no private key is written", () => {
    const { directory, files } = withRun({}, false);
    for (const file of [files.authority, files.bundle, files.javaStore, files.wgetrc])
      assert.doesNotMatch(readFileSync(file, "latin1"), /PRIVATE KEY/);
    rmSync(directory, { recursive: true });
  });

  test("the world is trusted only where something of it may be reached", () => {
    for (const world of [false, true]) {
      const { directory, files } = withRun({}, world);
      const number = readFileSync(files.bundle, "utf8").match(/BEGIN CERTIFICATE/g)?.length ?? 0;
      assert.ok(world ? number > 50 : number === 1, String(number));
      rmSync(directory, { recursive: true });
    }
  });

  test("what the environment trusted and asked for before stays", () => {
    const own = join(mkdtempSync(join(tmpdir(), "rollcall-own-")), "own.pem");
    writeFileSync(own, pem(createAuthority(() => now).certificate));
    const { directory, files, child } = withRun(
      {
        SSL_CERT_FILE: own,
        NODE_OPTIONS: "--no-warnings",
        JAVA_TOOL_OPTIONS: "-Xmx1g",
        LANG: "C",
        NO_PROXY: "zoom.us",
      },
      false,
    );
    assert.match(
      readFileSync(files.bundle, "utf8"),
      new RegExp(readFileSync(own, "utf8").split("\n")[1]?.replaceAll(/[+/]/g, ".") ?? "?"),
    );
    assert.match(child["NODE_OPTIONS"] ?? "", /^--no-warnings --require ".*preload\.cjs"$/);
    assert.match(child["JAVA_TOOL_OPTIONS"] ?? "", /^-Xmx1g -D/);
    assert.equal(child["LANG"], "C");
    assert.equal(child["NO_PROXY"], "localhost,127.0.0.1,::1");
    assert.equal(child["ZOOM_ACCESS_TOKEN"], "d");
    assert.equal(child["API_BASE_URL"], "http://127.0.0.1:4711/v2");
    rmSync(directory, { recursive: true });
  });

  test("the directory is nobody else's", () => {
    using scratch = openScratch();
    assert.equal(statSync(scratch.path).mode & 0o077, 0);
  });
});
