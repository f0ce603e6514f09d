/** A group of sockets in this process, and what is measured of them. */
import { pauseBeforeTry } from '../web/shell/reconnect.ts';
import { Member } from './live-member.ts';
import { clockMs, type Group } from './live-order.ts';
import { percentile } from './measurement.ts';

export class Crowd {
  readonly #group: Group;
  readonly #members: Member[];
  readonly #timers = new Set<NodeJS.Timeout>();
  #latencies: number[] = [];
  #arrivals: number[] = [];
  /** What a frame must hold to count; null where each counts. */
  #text: Buffer | null = null;
  #left = 0;
  #lastAt = 0;
  #onArrived: (() => void) | undefined;
  #returning = false;
  #closing = false;
  #closed = 0;

  constructor(group: Group) {
    this.#group = group;
    const hearer = {
      onState: (member: Member, topic: string, frame: Buffer) => this.#hear(member, topic, frame),
      onClosed: (member: Member, code: number) => this.#lose(member, code),
    };
    this.#members = group.cookies.map((cookie) => new Member(group, cookie, hearer));
  }

  get frame(): string {
    return this.#members[0]?.last.toString() ?? '';
  }

  get closed(): number {
    return this.#closed;
  }

  get backwards(): number {
    return this.#members.reduce((sum, { backwards }) => sum + backwards, 0);
  }

  /** What each has of the first topic. */
  get versions(): number[] {
    const [topic = ''] = this.#group.topics;
    return this.#members.map((member) => member.version(topic));
  }

  /** @returns in how many milliseconds all had their first states. */
  async connect(): Promise<number> {
    const begun = clockMs();
    const waiting = [...this.#members];
    const opener = async () => {
      for (let member = waiting.shift(); member; member = waiting.shift()) await member.open();
    };
    await Promise.all(Array.from({ length: this.#group.atOnce }, opener));
    return clockMs() - begun;
  }

  expect(text: string): void {
    this.#await(
      Buffer.from(text),
      this.#members.filter(({ paused }) => !paused),
    );
  }

  /** When the last of what was expected came. @param begunAt what the latencies are counted from. */
  async arrived(begunAt: number): Promise<number> {
    await this.#allArrived();
    for (const at of this.#arrivals) this.#latencies.push(at - begunAt);
    return this.#lastAt;
  }

  /** The 99th percentile of the latencies so far, which are forgotten then. */
  takeLatency(): number {
    const latencies = this.#latencies;
    this.#latencies = [];
    return percentile(latencies, 0.99);
  }

  pause(count: number): void {
    for (const member of this.#members.slice(0, count)) member.pause();
  }

  /** Whoever is cut off comes back; `returned` waits for all. */
  comeBack(): void {
    this.#returning = true;
    this.#await(null, []);
  }

  async returned(): Promise<number> {
    await this.#allArrived();
    return this.#lastAt;
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#members.map((member) => member.close()));
  }

  #await(text: Buffer | null, members: readonly Member[]): void {
    this.#text = text;
    this.#arrivals = [];
    for (const member of this.#members) member.awaited.clear();
    for (const member of members) member.awaitAll();
    this.#left = members.length * this.#group.topics.length;
  }

  #allArrived(): Promise<void> {
    if (this.#left === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onArrived = resolve;
    });
  }

  #hear(member: Member, topic: string, frame: Buffer): void {
    if (!member.awaited.has(topic) || (this.#text && !frame.includes(this.#text))) return;
    member.awaited.delete(topic);
    this.#lastAt = clockMs();
    this.#arrivals.push(this.#lastAt);
    this.#left -= 1;
    if (this.#left === 0) this.#onArrived?.();
  }

  #lose(member: Member, code: number): void {
    this.#closed += 1;
    if (this.#closing || member.paused) return;
    if (!this.#returning) throw new Error(`a socket of ${this.#group.name} was closed with ${code}`);
    const pause = pauseBeforeTry(code, member.tries, Math.random());
    if (pause === null) throw new Error(`a socket of ${this.#group.name} was closed with ${code}`);
    // What it had is to be said again.
    this.#left += this.#group.topics.length - member.awaited.size;
    member.awaitAll();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      member.connect();
    }, pause);
    member.tries += 1;
    this.#timers.add(timer);
  }
}
