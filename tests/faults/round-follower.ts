/** Somebody's page that follows the rounds, and comes back with what it has when the server was away. */
import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';

const TOPIC = 'rounds';

interface Frame {
  readonly op: string;
  readonly version?: number;
  readonly state?: unknown;
}

export class Follower {
  /** How often it was told of an older state than it had. */
  backwards = 0;
  #version: number | undefined;
  #state: unknown;
  #socket: WebSocket | undefined;
  readonly #address: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(address: string, cookie: string) {
    this.#address = address;
    this.#headers = { cookie, origin: new URL(address).origin.replace('ws', 'http') };
  }

  async come(): Promise<void> {
    const socket = new WebSocket(this.#address, { headers: this.#headers, perMessageDeflate: false });
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(JSON.parse(String(data)) as Frame));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.on('error', () => {});
    const known = this.#version === undefined ? {} : { version: this.#version };
    socket.send(JSON.stringify({ op: 'subscribe', topic: TOPIC, ...known }));
  }

  leave(): void {
    this.#socket?.terminate();
  }

  shows(state: unknown): boolean {
    return isDeepStrictEqual(this.#state, state);
  }

  #hear({ op, version = 0, state }: Frame): void {
    if (op !== 'state' && op !== 'current') throw new Error(`an unexpected frame: ${op}`);
    if (version < (this.#version ?? 0)) this.backwards += 1;
    this.#version = version;
    if (op === 'state') this.#state = state;
  }
}
