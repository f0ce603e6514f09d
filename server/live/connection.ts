/**
 * One open socket: what it follows, and what it has not been sent yet. There are thousands, so each keeps little.
 *
 * While bytes of it wait to leave, what changes is only noted, and the newest state of each topic is sent when they
 * have left. So whoever reads slowly sees fewer states and never an old one last.
 */
import type { Writable } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import type { Actor, Rule, Standing } from '../../kernel/actor.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import type { StandingNow } from '../../people/presence/standing-now.ts';
import { CLOSE, onTheLine, writeAnswer, writeState } from './frames.ts';
import { meState, meView } from './me-state.ts';
import type { Follower, Room } from './room.ts';
import { type NamedTopic, topicNamed } from './topics.ts';

/** In bytes. Whoever reads no faster is let go. */
const MOST_BUFFERED = 1024 * 1024;
/** How long news may wait for a socket that takes nothing, in milliseconds. */
const LONGEST_STUCK = 30_000;
/** In a second. */
const MOST_MESSAGES = 20;
const SECOND = 1000;
const ME = 'me';

/** The event that a socket is of, as far as the socket asks it for anything. */
export interface Home {
  readonly ref: EventRef;
  roomOf(named: NamedTopic): Room;
  /** Lets go of a room that nobody follows any more. */
  tidy(room: Room): void;
  /** Looks soon how somebody stands. */
  lookAt(connection: Connection): void;
  /** Takes note of a socket that has not taken all that it was sent. */
  isLate(connection: Connection): void;
}

export class Connection implements Follower {
  readonly event: Home;
  readonly #socket: WebSocket;
  readonly #line: Writable;
  #actor: Actor;
  /** How the person stands, as far as known; null for programs, and until the first look. */
  #standing: StandingNow | null = null;
  /** When the sign-in ends by itself; null where it is not known, or there is none. */
  #endsAt: number | null = null;
  /** Whether `me` is followed, and the version of it that the other side has; null for none. */
  #toldMe: number | null | undefined;
  /** Which version of `me` the other side said that it has. */
  #hasMe: number | null = null;
  readonly #rooms = new Set<Room>();
  /** Whose newest state is still to be sent, once the socket has taken what it was sent. */
  #late: Set<Room> | null = null;
  #lateSince = 0;
  #received: number[] = [];

  /** @param line what the socket stands on. */
  constructor(socket: WebSocket, line: Writable, actor: Actor, event: Home) {
    this.#socket = socket;
    this.#line = line;
    this.#actor = ofOneEvent(actor, event);
    this.event = event;
  }

  get actor(): Actor {
    return this.#actor;
  }

  get isLate(): boolean {
    return this.#late !== null;
  }

  get rooms(): ReadonlySet<Room> {
    return this.#rooms;
  }

  /** Notes a message. @returns false where there were too many in a second. */
  mayReceive(now: number): boolean {
    const received = this.#received;
    while (received.length > 0 && now - (received[0] ?? 0) >= SECOND) received.shift();
    received.push(now);
    return received.length <= MOST_MESSAGES;
  }

  /** @param has the version that the other side has. */
  follow(name: string, has: number | null): void {
    const named = topicNamed(name, this.#actor, this.event.ref);
    if (!named) this.#refuse(name, 'not-found');
    else if (!named.mayFollow) this.#refuse(name, 'forbidden');
    else if (named.topic.read === null) this.#followMe(has);
    else {
      const room = this.event.roomOf(named);
      this.#rooms.add(room);
      room.join(this, has);
    }
  }

  unfollow(name: string): void {
    if (name === ME) this.#toldMe = undefined;
    for (const room of this.#rooms) {
      if (room.of.name === name) this.#leave(room);
    }
  }

  passes(rule: Rule): boolean {
    return rule(this.#actor, placeOf(this.event.ref));
  }

  /** Is told that it follows a topic no more, and why. */
  lose(name: string, code: ErrorCode): void {
    this.unfollow(name);
    this.#refuse(name, code);
  }

  /** Sends the newest state of a room, at once or as soon as the socket takes it. */
  show(room: Room): void {
    const waiting = this.#socket.bufferedAmount;
    if (waiting === 0 && !this.#late) this.#put(room.frame);
    else if (waiting > MOST_BUFFERED) this.end(CLOSE.tooSlow, 'too slow');
    else this.#holdBack(room);
  }

  /** Sends what answers this socket alone. */
  say(frame: string): void {
    if (this.#socket.bufferedAmount > MOST_BUFFERED) this.end(CLOSE.tooSlow, 'too slow');
    else this.#put(onTheLine(Buffer.from(frame)));
  }

  /** Sends what was held back, as far as the socket takes it. Ends one that has taken nothing for long. */
  catchUp(): void {
    if (!this.#late || this.#socket.readyState !== this.#socket.OPEN) {
      this.#late = null;
      return;
    }
    for (const room of this.#late) {
      if (this.#socket.bufferedAmount > 0) break;
      this.#late.delete(room);
      this.#lateSince = performance.now();
      this.#put(room.frame);
    }
    if (this.#late.size === 0) this.#late = null;
    else if (performance.now() - this.#lateSince >= LONGEST_STUCK) this.end(CLOSE.tooSlow, 'too slow');
  }

  /** Takes note of how the person stands, lets go of what they may follow no more, and tells what is new of `me`. */
  stands(standing: StandingNow, endsAt: number): void {
    this.#standing = standing;
    this.#endsAt = endsAt;
    if (this.#actor.kind === 'person') this.#actor = { ...this.#actor, standings: [rightsOf(standing)] };
    this.checkRights();
    this.#tellMe();
  }

  checkRights(): void {
    for (const { of } of this.#rooms) {
      const named = topicNamed(of.name, this.#actor, this.event.ref);
      if (!named?.mayFollow || named.stored !== of.stored) this.lose(of.name, 'forbidden');
    }
  }

  /** Ends a socket whose sign-in is over by itself. */
  endIfExpired(now: number): void {
    if (this.#endsAt !== null && this.#endsAt <= now) this.end(CLOSE.signedOut, 'signed out');
  }

  end(code: number, reason: string): void {
    this.#late = null;
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Follows nothing any more. */
  leaveAll(): void {
    this.#late = null;
    for (const room of this.#rooms) this.#leave(room);
  }

  #leave(room: Room): void {
    this.#rooms.delete(room);
    this.#late?.delete(room);
    room.leave(this);
    this.event.tidy(room);
  }

  #followMe(has: number | null): void {
    this.#toldMe = null;
    this.#hasMe = has;
    if (this.#standing) this.#tellMe();
    else this.event.lookAt(this);
  }

  /** Nothing where the other side was told, or does not follow it. */
  #tellMe(): void {
    const standing = this.#standing;
    if (this.#toldMe === undefined || !standing || this.#toldMe === standing.revision) return;
    const { revision } = standing;
    const isCurrent = this.#toldMe === null && this.#hasMe === revision;
    this.#toldMe = revision;
    if (isCurrent) this.say(writeAnswer({ op: 'current', topic: ME, version: revision }));
    else this.#put(onTheLine(writeState(ME, revision, meState, meView(standing))));
  }

  #refuse(topic: string, code: ErrorCode): void {
    this.say(writeAnswer({ op: 'error', topic, code }));
  }

  #holdBack(room: Room): void {
    if (!this.#late) {
      this.#late = new Set();
      this.#lateSince = performance.now();
      this.event.isLate(this);
    }
    this.#late.add(room);
  }

  /**
   * Past the `ws` socket, which would write each follower a head of its own: a fifth of the work of a change that
   * thousands follow, and of thousands of acknowledgements. Without compression it writes each frame whole and at once, so none gets into another.
   */
  #put(onTheLine: Buffer | null): void {
    if (onTheLine && this.#socket.readyState === this.#socket.OPEN) this.#line.write(onTheLine);
  }
}

/** Of a person's standings only that in the event: the others would be kept for nothing. */
function ofOneEvent(actor: Actor, { ref }: Home): Actor {
  if (actor.kind !== 'person') return actor;
  return { ...actor, standings: actor.standings.filter(({ eventId }) => eventId === ref.id) };
}

function rightsOf({ eventId, participantId, state, roles }: StandingNow): Standing {
  return { eventId, participantId, state, roles };
}
