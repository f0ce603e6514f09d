/** One socket of a crowd: opens, follows, reads, stops reading, comes back. */
import { type RawData, WebSocket } from 'ws';
import type { Group } from './live-order.ts';

export interface Hearer {
  /** Told of each frame with a state of a topic, or that it is current. */
  onState(member: Member, topic: string, frame: Buffer): void;
  /** Told when the socket has closed. */
  onClosed(member: Member, code: number): void;
}

/** In a frame's first bytes stand its kind, topic and version. */
const HEAD = /^\{"op":"(state|current)","topic":"([^"]+)","version":(\d+)/;
const HEAD_BYTES = 200;

export class Member {
  readonly #group: Group;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #hearer: Hearer;
  readonly #versions = new Map<string, number>();
  #socket: WebSocket | undefined;
  #opened: ((error?: Error) => void) | undefined;
  /** The topics of which something is still awaited. */
  readonly awaited = new Set<string>();
  paused = false;
  /** How often it tried to come back in vain. */
  tries = 0;
  /** The last frame with a state. */
  last: Buffer = Buffer.alloc(0);
  /** How often it was told of an older version than it had. */
  backwards = 0;

  constructor(group: Group, cookie: string, hearer: Hearer) {
    this.#group = group;
    this.#hearer = hearer;
    this.#headers = { cookie, origin: new URL(group.address).origin.replace('ws', 'http') };
  }

  /** Resolves when it has its first state of each topic. @throws Error when the socket does not open. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#opened = (error) => (error ? reject(error) : resolve());
      this.awaitAll();
      this.connect();
    });
  }

  awaitAll(): void {
    for (const topic of this.#group.topics) this.awaited.add(topic);
  }

  /** That it has of a topic; 0 for none. */
  version(topic: string): number {
    return this.#versions.get(topic) ?? 0;
  }

  connect(): void {
    const socket = new WebSocket(this.#group.address, { headers: this.#headers, perMessageDeflate: false });
    this.#socket = socket;
    socket.on('open', () => this.#follow(socket));
    socket.on('message', (data) => this.#hear(data));
    socket.on('error', (error) => this.#opened?.(error));
    socket.on('close', (code) => this.#hearer.onClosed(this, code));
  }

  pause(): void {
    this.paused = true;
    this.#socket?.pause();
  }

  close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('close', () => resolve());
      // Whoever does not read would not see the goodbye either.
      if (this.paused) socket.terminate();
      else socket.close();
    });
  }

  #follow(socket: WebSocket): void {
    for (const topic of this.#group.topics) {
      const version = this.#versions.get(topic);
      socket.send(JSON.stringify({ op: 'subscribe', topic, ...(version !== undefined && { version }) }));
    }
  }

  #hear(data: RawData): void {
    const frame = data as Buffer;
    const [, op, topic, version] = HEAD.exec(frame.toString('latin1', 0, HEAD_BYTES)) ?? [];
    if (topic === undefined) throw new Error(`an unexpected frame: ${frame.toString('utf8', 0, HEAD_BYTES)}`);
    if (Number(version) < this.version(topic)) this.backwards += 1;
    this.#versions.set(topic, Number(version));
    if (op === 'state') this.last = frame;
    this.tries = 0;
    this.#hearer.onState(this, topic, frame);
    if (this.#opened && this.awaited.size === 0) {
      this.#opened();
      this.#opened = undefined;
    }
  }
}
