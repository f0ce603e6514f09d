/** One open socket: what it follows, and what it has been told. */
import type { WebSocket } from '@fastify/websocket';
import type { Actor, Place } from '../../kernel/actor.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import type { StandingNow } from '../../people/presence/standing-now.ts';
import { CLOSE, type ClientFrame, readFrame, type ServerFrame, writeFrame } from './frames.ts';
import { isTopic, meView, TOPICS } from './topics.ts';

/** In a second. */
const MOST_MESSAGES = 20;
const SECOND = 1000;
/** In bytes. Whoever reads no faster is let go. */
const MOST_BUFFERED = 1024 * 1024;

export class Connection {
  readonly place: Place;
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #look: () => void;
  #actor: Actor;
  /** How the person stands, as far as known; null for programs, and until the first look. */
  #standing: StandingNow | null = null;
  /** Followed topics, with the version that the other side has; null for none. */
  readonly #followed = new Map<string, number | null>();
  #received: Instant[] = [];

  /** @param look asks for a look at the stored state soon, after which `stands` or `end` is called. */
  constructor(
    socket: WebSocket,
    who: { readonly actor: Actor; readonly place: Place },
    clock: Clock,
    look: () => void,
  ) {
    this.#socket = socket;
    this.#clock = clock;
    this.#look = look;
    this.#actor = who.actor;
    this.place = who.place;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? '' : String(data)));
  }

  get actor(): Actor {
    return this.#actor;
  }

  /** Tells what is new to those who follow it. */
  stands(standing: StandingNow): void {
    this.#standing = standing;
    if (this.#actor.kind === 'person') this.#actor = { ...this.#actor, standings: [standing] };
    const news = this.#newsOfMe();
    if (news) this.#send(news);
  }

  end(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #receive(data: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#isTooMany()) {
      this.end(CLOSE.tooMany, 'more than 20 messages in a second');
      return;
    }
    const answer = this.#answerTo(readFrame(data));
    if (answer) this.#send(answer);
  }

  /** @returns null where there is nothing to say, or not yet. */
  #answerTo(frame: ClientFrame | null): ServerFrame | null {
    if (!frame) return { op: 'error', code: 'bad-request' };
    switch (frame.op) {
      case 'ping':
        return { op: 'pong', id: frame.id, now: formatRfc3339(this.#clock.now(), 'utc') };
      case 'unsubscribe':
        this.#followed.delete(frame.topic);
        return null;
      case 'subscribe':
        return this.#follow(frame.topic, frame.version ?? null);
    }
  }

  #isTooMany(): boolean {
    const now = this.#clock.now();
    this.#received = [...this.#received.filter((at) => now - at < SECOND), now];
    return this.#received.length > MOST_MESSAGES;
  }

  #follow(topic: string, version: number | null): ServerFrame | null {
    if (!isTopic(topic)) return { op: 'error', topic, code: 'not-found' };
    if (!TOPICS[topic].rule(this.#actor, this.place)) return { op: 'error', topic, code: 'forbidden' };
    this.#followed.set(topic, null);
    if (!this.#standing) {
      this.#look();
      return null;
    }
    if (version !== this.#standing.revision) return this.#newsOfMe();
    this.#followed.set(topic, version);
    return { op: 'current', topic, version };
  }

  /** What there is to tell of `me`; null when the other side has it, or does not follow it. */
  #newsOfMe(): ServerFrame | null {
    const told = this.#followed.get('me');
    const standing = this.#standing;
    if (told === undefined || !standing || told === standing.revision) return null;
    this.#followed.set('me', standing.revision);
    return { op: 'state', topic: 'me', version: standing.revision, state: meView(standing) };
  }

  #send(frame: ServerFrame): void {
    if (this.#socket.bufferedAmount > MOST_BUFFERED) this.end(CLOSE.tooSlow, 'too slow');
    else this.#socket.send(writeFrame(frame));
  }
}
