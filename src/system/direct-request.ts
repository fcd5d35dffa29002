// Not by `import`: see serve.ts.
const { IncomingMessage } = process.getBuiltinModule("node:http");

/** Receives a body piece by piece, then null. */
export type BodyTaker = (piece: Uint8Array | null) => void;

/**
 * A request whose body can be taken as it comes off the wire, past the stream that node:http would put it into: filled,
 * started, emptied and ended for every small POST, for a reader that wants nothing but the bytes. node:http hands a body
 * over with push(), the way of every Readable's source, and this is where it is taken. A host says
 * `IncomingMessage: DirectRequest` when it creates its server.
 */
export class DirectRequest extends IncomingMessage {
  #taker: BodyTaker | undefined;

  /** To be called while the request is announced, before its first piece; afterwards it is no stream any more. */
  takeBody(taker: BodyTaker): void {
    this.#taker = taker;
  }

  override push(piece: Uint8Array | null): boolean {
    if (this.#taker === undefined) return super.push(piece);
    this.#taker(piece);
    // Nothing piles up here: the connection is never paused.
    return true;
  }

  /** node:http resumes what nobody has read, so that the connection goes on; here all of it has been taken. */
  override resume(): this {
    return this.#taker === undefined ? super.resume() : this;
  }

  static {
    // node:http asks whether the stream has ended before it lets go of a request. By hand, because the types have a
    // property where node has an accessor.
    Object.defineProperty(this.prototype, "readableEnded", {
      configurable: true,
      get(this: DirectRequest): unknown {
        return this.#taker === undefined
          ? Reflect.get(IncomingMessage.prototype, "readableEnded", this)
          : this.complete;
      },
    });
  }
}
