// QuickJS's types name these; Node's types declare none of them, and the browser's library would bring a thousand more.
declare namespace WebAssembly {
  interface Exports {
    readonly [name: string]: unknown;
  }
  interface Imports {
    [name: string]: Record<string, unknown>;
  }
  interface Instance {
    readonly exports: Exports;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface MemoryDescriptor {
    initial: number;
    maximum?: number;
  }
  interface Module {
    readonly [Symbol.toStringTag]?: string;
  }
}
