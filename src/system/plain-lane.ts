// HTTP as most programs speak it to an API: one plain request after the other over a connection that is kept. That much
// is read and written here, at less than half of what node:http costs; see docs/decisions/014-two-lanes.md.
import type { Socket } from "node:net";

import type { Answer, AnswerStream } from "#base";

import type { HeadWriter } from "./answer-head.ts";
import { type Ask, type Caller, exchangeOf, hasLength, maxUnreadBytes, noBody } from "./answering.ts";
import { maxPlainBody, readPlainRequest } from "./plain-request.ts";

export interface PlainLaneOptions {
  readonly ask: Ask;
  readonly heads: HeadWriter;
  readonly maxBodyBytes: number;
  /** Seconds for which a connection may be idle once it has been used. */
  readonly keepAliveSeconds: number;
  /** Takes over a connection for good, with the bytes it has sent and nobody has answered. */
  readonly handOver: (bytes: Buffer) => void;
}

/** A connection that has not asked anything yet (browsers open some in advance) is kept this long. */
const silentSeconds = 60;
/** Pieces in which a plain request may come. */
const maxPieces = 8;

/** One connection of the lane. */
export class PlainConnection implements Caller {
  readonly #socket: Socket;
  readonly #options: PlainLaneOptions;
  readonly #keepLines: string;
  readonly #onData = (chunk: Buffer): void => this.#hear(chunk);
  readonly #onEnd = (): void => {
    // As node:http says to who leaves in the middle of a request.
    if (this.#unanswered !== undefined && this.#state === "idle")
      this.#socket.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    this.#socket.destroySoon();
  };
  readonly #onError = (): void => void this.#socket.destroy();
  /** What was sent and is not answered yet. */
  #unanswered: Buffer | undefined;
  #pieces = 0;
  #state: "idle" | "asking" | "waiting" | "streaming" = "idle";
  #isClosing = false;
  #hasServed = false;
  #quietSeconds = 0;

  constructor(socket: Socket, options: PlainLaneOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#keepLines = `Connection: keep-alive\r\nKeep-Alive: timeout=${options.keepAliveSeconds}\r\n`;
    socket.on("data", this.#onData).on("end", this.#onEnd).on("error", this.#onError);
  }

  reply({ status, headers, body, lost, stream }: Answer): void {
    const socket = this.#socket;
    if (lost === true) socket.destroy();
    if (socket.destroyed) return;
    const { heads } = this.#options;
    const isLast = this.#isClosing || stream !== undefined;
    const length = stream !== undefined || !hasLength(status) ? undefined : Buffer.byteLength(body);
    const head = heads.write(status, headers, length, isLast ? "Connection: close\r\n" : this.#keepLines);
    const closes = isLast || heads.closes;
    if (stream !== undefined) {
      this.#sendStream(head, stream);
      return;
    }
    this.#send(head, length === undefined ? "" : body, length);
    this.#done(closes);
  }

  fail(instead: Answer): void {
    if (this.#state === "streaming") this.#socket.destroy();
    else this.reply(instead);
  }

  /** Ends the connection, as soon as nobody waits for an answer. */
  close(): void {
    this.#isClosing = true;
    if (this.#state === "idle") this.#socket.destroy();
    else if (this.#state === "streaming") this.#socket.destroySoon();
  }

  /** Ends the connection now. */
  cut(): void {
    this.#socket.destroy();
  }

  /** Called every second. */
  tick(): void {
    if (this.#state !== "idle") return;
    this.#quietSeconds += 1;
    // node:http has deadlines for what comes in slowly.
    if (this.#unanswered !== undefined) this.#handOver(this.#unanswered);
    // A second longer than we say: who asks at the last moment is still heard.
    else if (this.#quietSeconds > (this.#hasServed ? this.#options.keepAliveSeconds + 1 : silentSeconds))
      this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#quietSeconds = 0;
    this.#pieces += 1;
    this.#unanswered = this.#unanswered === undefined ? chunk : Buffer.concat([this.#unanswered, chunk]);
    if (this.#state === "idle") this.#answerAll();
    else if (this.#unanswered.length > maxPlainBody) this.#socket.pause();
  }

  /** Answers what was sent, in turn, for as long as answers are there at once. */
  #answerAll(): void {
    while (this.#unanswered !== undefined && this.#state === "idle" && !this.#socket.destroyed) {
      const bytes: Buffer = this.#unanswered;
      const request = readPlainRequest(bytes);
      if (request === "unfinished" && this.#pieces < maxPieces) return;
      if (typeof request === "string" || request.end - request.bodyAt > this.#options.maxBodyBytes) {
        this.#handOver(bytes);
        return;
      }
      const { method, url, headers, bodyAt, end } = request;
      const body = bodyAt === end ? noBody : bytes.subarray(bodyAt, end);
      this.#unanswered = end === bytes.length ? undefined : bytes.subarray(end);
      this.#pieces = 0;
      this.#state = "asking";
      this.#options.ask(this, exchangeOf(method, url, headers, body));
      this.#waitIfAsking();
    }
  }

  #waitIfAsking(): void {
    if (this.#state === "asking") this.#state = "waiting";
  }

  #send(head: string, body: string | Uint8Array, length: number | undefined): void {
    const socket = this.#socket;
    // ASCII is the same in latin-1, and then all of it is one piece of text.
    if (typeof body === "string" && body.length === (length ?? 0)) {
      socket.write(head + body, "latin1");
      return;
    }
    socket.cork();
    socket.write(head, "latin1");
    socket.write(body);
    socket.uncork();
  }

  /** An answer without a known length ends with its connection. */
  #sendStream(head: string, stream: AnswerStream): void {
    const socket = this.#socket;
    this.#state = "streaming";
    socket.write(head, "latin1");
    const stop = stream((piece) => {
      if (socket.writableLength > maxUnreadBytes) socket.destroy();
      else if (!socket.writableEnded) socket.write(piece);
    });
    socket.once("close", stop);
  }

  /** After an answer: the next one, or the end. */
  #done(closes: boolean): void {
    const socket = this.#socket;
    this.#hasServed = true;
    const wasWaiting = this.#state === "waiting";
    if (closes) {
      this.#unanswered = undefined;
      socket.destroySoon();
    } else if (socket.writableNeedDrain) {
      // Who does not read what it asked for is not heard either.
      this.#state = "waiting";
      socket.pause().once("drain", () => this.#goOn());
    } else if (wasWaiting) this.#goOn();
    else this.#state = "idle";
  }

  #goOn(): void {
    this.#state = "idle";
    this.#socket.resume();
    this.#answerAll();
  }

  #handOver(bytes: Buffer): void {
    this.#unanswered = undefined;
    this.#socket.off("data", this.#onData).off("end", this.#onEnd).off("error", this.#onError);
    this.#options.handOver(bytes);
  }
}
