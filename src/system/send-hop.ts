import { lookup as dnsLookup } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline, Writable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

import { type OutboundAnswer, OutboundError, refuse } from "./outbound.ts";
import { isPrivateAddress } from "./private-address.ts";

export interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly isAllowed: (url: URL) => boolean;
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, "");

const refuseAddress = (url: URL, address: string): OutboundError =>
  refuse(
    "address",
    `${url.host} leads to ${address}, which is no public address; allow the host by name if that is meant`,
  );

/**
 * Names are looked up, judged and connected to in one go: the address that was judged is the one that is used, so a
 * name that changes between two look-ups (rebinding) gains nothing.
 */
const guardedLookup =
  (url: URL): LookupFunction =>
  (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const wrong = addresses.find(({ address }) => isPrivateAddress(address));
      const [first] = addresses;
      if (wrong !== undefined || first === undefined) callback(refuseAddress(url, wrong?.address ?? "nowhere"), "");
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

const unpackers = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };
const isPacked = (encoding: string): encoding is keyof typeof unpackers => Object.hasOwn(unpackers, encoding);

/** Counts what comes out of the unpacker, so that a small body that unpacks to a huge one is stopped on the way. */
const readBody = async (message: IncomingMessage, url: URL, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const collect = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      chunks.push(chunk);
      const tooLarge = `the answer of ${url.host} is larger than the limit of ${maxBytes} bytes`;
      done(size > maxBytes ? new OutboundError({ kind: "too-large", message: tooLarge }) : null);
    },
  });
  const encoding = (message.headers["content-encoding"] ?? "").trim().toLowerCase();
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const done = (error: Error | null | undefined): void => {
    if (error === null || error === undefined) resolve(Buffer.concat(chunks, size));
    else reject(error);
  };
  if (isPacked(encoding)) pipeline(message, unpackers[encoding](), collect, done);
  else pipeline(message, collect, done);
  return await promise;
};

/** One request to one URL; the answer is complete or it throws. */
export const sendHop = async (hop: Hop): Promise<{ answer: OutboundAnswer; address: string | undefined }> => {
  const { url, method, headers, body, signal } = hop;
  const allowed = hop.isAllowed(url);
  const literal = bare(url.hostname);
  if (!allowed && isIP(literal) !== 0 && isPrivateAddress(literal)) throw refuseAddress(url, literal);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // No agent: a connection that was judged for one host must not be used for another, nor kept for later.
  const request = send(url, {
    method,
    headers,
    signal,
    agent: false,
    ...(allowed ? {} : { lookup: guardedLookup(url) }),
  });
  let address: string | undefined;
  request.once("socket", (socket) => {
    socket.once("connect", () => {
      address = socket.remoteAddress;
      // A second look at what was really connected to.
      if (!allowed && address !== undefined && isPrivateAddress(address)) request.destroy(refuseAddress(url, address));
    });
  });
  request.once("response", resolve).on("error", reject);
  request.end(body);
  try {
    const message = await promise;
    const content = method === "HEAD" ? new Uint8Array() : await readBody(message, url, hop.maxBytes);
    const answer: OutboundAnswer = {
      status: message.statusCode ?? 0,
      statusText: message.statusMessage ?? "",
      headers: message.rawHeaders,
      body: content,
      url: url.href,
    };
    return { answer, address };
  } finally {
    request.destroy();
  }
};
