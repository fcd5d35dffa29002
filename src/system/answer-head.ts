// Not by `import`: see serve.ts.
const { STATUS_CODES, validateHeaderName, validateHeaderValue } = process.getBuiltinModule("node:http");

/** One line of a head, and what it settles. */
interface Line {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly isDate: boolean;
  /** Whether it says what becomes of the connection, and that it ends. */
  readonly isConnection: boolean;
  readonly closes: boolean;
}

/** @throws TypeError as node:http does for a header that HTTP cannot carry */
const lineOf = (name: string, value: string): Line => {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  const key = name.toLowerCase();
  const isConnection = key === "connection";
  const closes = isConnection && /(?:^|\W)close(?:$|\W)/i.test(value);
  return { name, value, text: `${name}: ${value}\r\n`, isDate: key === "date", isConnection, closes };
};

/**
 * Writes heads of answers. Most headers of an answer are those of the one before: a line is checked and written anew
 * only where its name or value has changed.
 */
export class HeadWriter {
  readonly #lines: Line[] = [];
  #status = 0;
  #statusLine = "";
  #second = 0;
  #dateLine = "";
  /** Whether the connection ends with the answer whose head was written last. */
  closes = false;

  /**
   * The head of an answer, down to the empty line.
   * @param length of the body in bytes; undefined for none, or one that ends with the connection
   * @param connection the lines about the connection, for an answer that says nothing of it
   */
  write(status: number, headers: readonly string[], length: number | undefined, connection: string): string {
    if (status !== this.#status) {
      this.#statusLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "unknown"}\r\n`;
      this.#status = status;
    }
    let text = this.#statusLine;
    let hasDate = false;
    let hasConnection = false;
    this.closes = false;
    for (let at = 0; at < headers.length; at += 2) {
      const name = headers[at] ?? "";
      const value = headers[at + 1] ?? "";
      let line = this.#lines[at / 2];
      if (line?.name !== name || line.value !== value) {
        line = lineOf(name, value);
        this.#lines[at / 2] = line;
      }
      text += line.text;
      hasDate ||= line.isDate;
      hasConnection ||= line.isConnection;
      this.closes ||= line.closes;
    }
    if (length !== undefined) text += `Content-Length: ${length}\r\n`;
    if (!hasDate) text += this.#date();
    return hasConnection ? `${text}\r\n` : `${text}${connection}\r\n`;
  }

  #date(): string {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#dateLine = `Date: ${new Date(second * 1000).toUTCString()}\r\n`;
    }
    return this.#dateLine;
  }
}
