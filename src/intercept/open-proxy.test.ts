import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { connect as connectTls, type TLSSocket } from "node:tls";

import { bodyText } from "#base";

import { type Authority, createAuthority } from "./authority.ts";
import { pem } from "./certificate.ts";
import { readPermits } from "./hosts.ts";
import { openProxy, type Proxy } from "./open-proxy.ts";
import { createWitness, type Witness } from "./witness.ts";

let proxy: Proxy;
let authority: Authority;
let witness: Witness;

const handler = (exchange: { method: string; path: string; query: string; body: Uint8Array }) => ({
  status: 200,
  headers: ["content-type", "text/plain"],
  body: `${exchange.method} ${exchange.path}?${exchange.query} ${bodyText(exchange.body)}`,
});

before(async () => {
  authority = createAuthority(Date.now);
  witness = createWitness();
  proxy = await openProxy({ handler, authority, permits: readPermits(["0.0.0.0"]), witness });
});
after(async () => {
  await proxy.close();
});

const readAll = async (socket: Socket): Promise<string> => {
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
};

const askPlainly = async (head: string): Promise<string> => {
  const socket = connect(proxy.port, "127.0.0.1");
  socket.write(`${head}\r\n\r\n`);
  return await readAll(socket);
};

const tunnelTo = async (target: string): Promise<Socket> => {
  const socket = connect(proxy.port, "127.0.0.1");
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  socket.once("data", resolve);
  assert.match(String(await promise), /^HTTP\/1\.1 200 /);
  return socket;
};

const secured = async (servername: string, socket?: Socket): Promise<TLSSocket> => {
  const ca = pem(authority.certificate);
  const secure = connectTls(socket === undefined ? { ca, servername, port: proxy.port } : { ca, servername, socket });
  await once(secure, "secureConnect");
  assert.ok(secure.authorized);
  return secure;
};

const askIn = async (socket: Socket, host: string, more = ""): Promise<string> => {
  socket.write(`GET /v2/users?page_size=1 HTTP/1.1\r\nhost: ${host}\r\n${more}connection: close\r\n\r\n`);
  return await readAll(socket);
};

describe("Zoom's hosts are answered", () => {
  for (const host of ["api.zoom.us", "zoom.us", "api-eu.zoom.us", "acme.zoom.us", "api.zoomgov.com"])
    test(`${host}, through CONNECT and TLS, with a certificate of that name`, async () => {
      const answer = await askIn(await secured(host, await tunnelTo(`${host}:443`)), host);
      assert.match(answer, /^HTTP\/1\.1 200 [\s\S]*GET \/v2\/users\?page_size=1 $/);
    });

  test("as a whole URL, http or https, without CONNECT", async () => {
    for (const scheme of ["http", "https"])
      assert.match(
        await askPlainly(`GET ${scheme}://api.zoom.us/v2/users?x=1 HTTP/1.1\r\nhost: api.zoom.us\r\nconnection: close`),
        /GET \/v2\/users\?x=1 $/,
      );
  });

  test("without TLS inside a tunnel", async () => {
    assert.match(await askIn(await tunnelTo("api.zoom.us:80"), "api.zoom.us"), /GET \/v2\/users/);
  });

  test("with TLS from the first byte on, for connections that were redirected", async () => {
    assert.match(await askIn(await secured("zoom.us"), "zoom.us"), /GET \/v2\/users/);
  });

  test("without any proxy, by who calls the port itself", async () => {
    const answer = await fetch(`${proxy.url}/v2/users`, { method: "POST", body: "hello" });
    assert.equal(await answer.text(), "POST /v2/users? hello");
  });

  test("but never as anything else than HTTP", async () => {
    const secure = await secured("api.zoom.us", await tunnelTo("api.zoom.us:443"));
    const answer = await askIn(secure, "api.zoom.us", "upgrade: websocket\r\n");
    assert.match(answer, /^HTTP\/1\.1 501 [\s\S]*no WebSocket/);
    assert.deepEqual(witness.summary().upgrades, [{ name: "api.zoom.us", count: 1 }]);
  });

  test("an offer of HTTP/2 over plain HTTP is passed over, as Java's client makes it", async () => {
    const answer = await askPlainly(
      `GET /v2/users HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close, upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA`,
    );
    assert.match(answer, /^HTTP\/1\.1 200 /);
  });
});

describe("other hosts", () => {
  test("are refused, in words, whichever way they are asked for", async () => {
    const connected = await askPlainly("CONNECT one.example.com:443 HTTP/1.1\r\nhost: one.example.com:443");
    assert.match(connected, /^HTTP\/1\.1 403 [\s\S]*--allow one\.example\.com/);
    const whole = await askPlainly(
      "GET http://two.example.com/ HTTP/1.1\r\nhost: two.example.com\r\nconnection: close",
    );
    assert.match(whole, /^HTTP\/1\.1 403 [\s\S]*--allow two\.example\.com/);
    const direct = await askIn(await secured("three.example.com"), "three.example.com");
    assert.match(direct, /^HTTP\/1\.1 403 [\s\S]*--allow three\.example\.com/);
    assert.deepEqual(
      witness.summary().refusedHosts.map(({ name }) => name),
      ["one.example.com", "two.example.com", "three.example.com"],
    );
  });

  test("that are allowed, and this machine's, are reached", async () => {
    const server = createServer((asked, answer) => answer.end(`${asked.method} ${asked.url} ${asked.headers.host}`));
    server.listen(0);
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    for (const host of ["127.0.0.1", "0.0.0.0"]) {
      const own = `${host}:${address.port}`;
      assert.match(await askIn(await tunnelTo(own), own), /GET \/v2\/users\?page_size=1 /);
      const whole = await askPlainly(`GET http://${own}/a?b=1 HTTP/1.1\r\nhost: ${own}\r\nconnection: close`);
      assert.match(whole, /^HTTP\/1\.1 200 [\s\S]*GET \/a\?b=1 /);
    }
    server.close();
    assert.deepEqual(witness.summary().allowedHosts, [{ name: "0.0.0.0", count: 2 }]);
  });

  test("that are not there give 502", async () => {
    assert.match(await askPlainly("CONNECT 127.0.0.1:1 HTTP/1.1\r\nhost: 127.0.0.1:1"), /^HTTP\/1\.1 502 /);
  });
});

test("a program that does not trust the certificate is noticed", async () => {
  const socket = connectTls({ socket: await tunnelTo("api.zoom.us:443"), servername: "api.zoom.us" });
  await once(socket, "error");
  socket.destroy();
  while (witness.summary().silent.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(witness.summary().silent, [{ name: "api.zoom.us", count: 1 }]);
});
