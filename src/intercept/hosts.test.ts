import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { RollcallError } from "#base";

import { isLoopback, isZoom, readDestination, readPermits } from "./hosts.ts";

describe("hosts", () => {
  test("everything below Zoom's domains is Zoom, and nothing that only looks like it", () => {
    for (const host of ["zoom.us", "api.zoom.us", "api-eu.zoom.us", "acme.zoom.us", "api.zoomgov.com"])
      assert.ok(isZoom(host), host);
    for (const host of ["notzoom.us", "zoom.us.example.com", "zoom.com", "zoomgov.com.evil.test"])
      assert.ok(!isZoom(host), host);
  });

  test("destinations are read as CONNECT and Host write them", () => {
    assert.deepEqual(readDestination("API.zoom.us:443", 80), { host: "api.zoom.us", port: 443 });
    assert.deepEqual(readDestination("zoom.us.", 443), { host: "zoom.us", port: 443 });
    assert.deepEqual(readDestination("[::1]:8080", 443), { host: "::1", port: 8080 });
    for (const text of ["", ":443", "host:99999", "a b:1", "http://x"])
      assert.equal(readDestination(text, 1), undefined, text);
  });

  test("this machine is recognised", () => {
    for (const host of ["localhost", "app.localhost", "127.0.0.1", "127.8.9.10", "::1"])
      assert.ok(isLoopback(host), host);
    for (const host of ["127.0.0.1.example.com", "10.0.0.1", "localhost.example.com"])
      assert.ok(!isLoopback(host), host);
  });
});

describe("what may be reached", () => {
  const permits = readPermits(["example.com", "*.below.test", "only.test:8443"]);

  test("hosts, hosts below a domain, single ports, and this machine always", () => {
    for (const [host, port, wanted] of [
      ["example.com", 80, true],
      ["www.example.com", 443, false],
      ["a.b.below.test", 443, true],
      ["below.test", 443, false],
      ["only.test", 8443, true],
      ["only.test", 443, false],
      ["localhost", 3000, true],
      ["10.0.0.1", 443, false],
    ] as const)
      assert.equal(permits({ host, port }), wanted, `${host}:${port}`);
  });

  test("Zoom's hosts and what is no host cannot be allowed", () => {
    for (const text of ["api.zoom.us", "*.zoom.us", "zoomgov.com:443", "*", "https://example.com", ""])
      assert.throws(
        () => readPermits([text]),
        (error) => error instanceof RollcallError && error.code === "RC_INTERCEPT_ALLOW",
        text,
      );
  });
});
