/**
 * One topic of an event that somebody follows. Its state is read at once when it changes, and then at most every
 * 100 ms; it is written once, and everybody is sent the same bytes. A state always comes with the version that
 * was stored before it was read: what changed in between is read again.
 */
import type { Rule } from '../../kernel/actor.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import { onTheLine, writeAnswer, writeState } from './frames.ts';
import { Paced } from './paced.ts';
import type { NamedTopic } from './topics.ts';

/** In milliseconds. */
const LEAST_GAP = 100;

export interface RoomNeeds {
  readVersion(stored: string): Promise<number>;
  /** Who may know of it, of those who may follow such topics; null for all. Undefined as the state. */
  readAudience(of: NamedTopic): Promise<Rule | null | undefined>;
  /** Undefined where there is no such thing. */
  readState(of: NamedTopic): Promise<unknown>;
  onFault(error: unknown): void;
}

/** A socket that follows a room. */
export interface Follower {
  /** Sends the newest state of a room, at once or as soon as the socket takes it. */
  show(room: Room): void;
  /** Sends what answers this socket alone. */
  say(frame: string): void;
  /** Whether a rule lets them. */
  passes(rule: Rule): boolean;
  /** Is told that it follows a topic no more, and why. */
  lose(name: string, code: ErrorCode): void;
}

export class Room {
  readonly of: NamedTopic;
  readonly #needs: RoomNeeds;
  readonly #followers = new Set<Follower>();
  /** Who came before there was a state, with the version that they have. */
  readonly #arrivals = new Map<Follower, number | null>();
  readonly #reading: Paced;
  /** Who may know of the newest state; null for all who follow it. */
  #audience: Rule | null = null;
  #version: number | null = null;
  #frame: Buffer | null = null;

  constructor(of: NamedTopic, needs: RoomNeeds) {
    this.of = of;
    this.#needs = needs;
    this.#reading = new Paced(() => this.#read(), LEAST_GAP, needs.onFault);
  }

  /** The newest state, as it stands on the line. */
  get frame(): Buffer | null {
    return this.#frame;
  }

  /** Of the newest state; null before the first. */
  get version(): number | null {
    return this.#version;
  }

  get isEmpty(): boolean {
    return this.#followers.size === 0 && this.#arrivals.size === 0;
  }

  /** @param has the version that the other side has. */
  join(follower: Follower, has: number | null): void {
    if (this.#frame && this.#admits(follower)) {
      this.#welcome(follower, has);
      return;
    }
    this.#arrivals.set(follower, has);
    this.#reading.ask();
  }

  leave(follower: Follower): void {
    this.#followers.delete(follower);
    this.#arrivals.delete(follower);
  }

  /** What it shows has changed. */
  changed(): void {
    this.#reading.ask();
  }

  async close(): Promise<void> {
    await this.#reading.stop();
  }

  async #read(): Promise<void> {
    const arrived = [...this.#arrivals.keys()];
    const version = await this.#needs.readVersion(this.of.stored);
    if (version === this.#version && arrived.length === 0) return;
    const audience = await this.#needs.readAudience(this.of);
    const state = await this.#needs.readState(this.of);
    if (audience === undefined || state === undefined) {
      this.#isGone();
      return;
    }
    this.#audience = audience;
    // Whoever has come since is left out only by what is read after they came.
    const known = audience === null ? [] : [...this.#followers, ...arrived];
    for (const follower of known) if (!this.#admits(follower)) this.#refuse(follower);
    if (version !== this.#version)
      this.#tell(version, onTheLine(writeState(this.of.name, version, this.of.topic.shape, state)));
    for (const [follower, has] of this.#arrivals) if (this.#admits(follower)) this.#welcome(follower, has);
  }

  #tell(version: number, frame: Buffer): void {
    this.#version = version;
    this.#frame = frame;
    for (const follower of this.#followers) follower.show(this);
  }

  #welcome(follower: Follower, has: number | null): void {
    this.#arrivals.delete(follower);
    this.#followers.add(follower);
    if (has === null || has !== this.#version) follower.show(this);
    else follower.say(writeAnswer({ op: 'current', topic: this.of.name, version: has }));
  }

  #admits(follower: Follower): boolean {
    return this.#audience === null || follower.passes(this.#audience);
  }

  /** As a day that is not published any more. */
  #isGone(): void {
    this.#version = null;
    this.#frame = null;
    for (const follower of [...this.#followers, ...this.#arrivals.keys()]) this.#refuse(follower);
  }

  #refuse(follower: Follower): void {
    follower.lose(this.of.name, 'not-found');
  }
}
