/**
 * All open sockets of this process: who has one, what they ask, and the goodbye. What a socket may follow and is
 * sent is said by its `Connection`; what has changed is found by the `VersionWatch`.
 */
import type { Writable } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { EVERY_EVENT } from '../../kernel/live.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { BallotPaper } from '../../polls/schema.ts';
import { Connection } from './connection.ts';
import { type BallotFrame, CLOSE, readFrame, writeAck, writeAnswer } from './frames.ts';
import { LiveEvent, type LiveEventNeeds } from './live-event.ts';
import type { Listen, Neighbours } from './neighbours.ts';
import { VersionWatch } from './version-watch.ts';

/** In milliseconds: with the look itself well below the second within which rights must end. */
const LOOK_EVERY = 500;
const CATCH_UP_EVERY = 20;
const STILL_HERE_EVERY = 5_000;
const SEEN_EVERY = 60_000;
const MOST_SOCKETS = 5;
/** How long a closing process waits for the other sides to say goodbye, in milliseconds. */
const GOODBYE = 1000;

export interface HubNeeds extends Omit<LiveEventNeeds, 'onFault' | 'onLate' | 'onEnding'> {
  /** Told once a minute who has a socket open. */
  readonly seen: (event: EventRef, participants: readonly ParticipantId[]) => Promise<void>;
  /** Takes a vote; resolves when it is durable. @throws AppError as the polls room says. */
  readonly vote: (actor: Actor, poll: string, paper: BallotPaper) => Promise<void>;
  /** Hears from the other processes; without, they are found by looking alone. */
  readonly listen?: Listen | undefined;
}

export class LiveHub {
  readonly #needs: HubNeeds;
  readonly #ofEvents: LiveEventNeeds;
  readonly #connections = new Map<WebSocket, Connection>();
  readonly #events = new Map<EventId, LiveEvent>();
  /** How many sockets somebody has, by `nameOf`. */
  readonly #sockets = new Map<string, number>();
  readonly #late = new Set<Connection>();
  readonly #ending = new Set<Promise<unknown>>();
  readonly #watch: VersionWatch;
  /** One for all sockets: thousands of functions of their own would be most of what they keep. */
  readonly #onMessage: (this: WebSocket, data: unknown, isBinary: boolean) => void;
  readonly #onClose: (this: WebSocket) => void;
  #ticking: NodeJS.Timeout | undefined;
  #catchingUp: NodeJS.Timeout | undefined;
  #neighbours: Neighbours | undefined;
  #stillHereAt = 0;
  #seenAt = 0;
  #closing = false;
  #onEmpty: (() => void) | undefined;
  #onFault: (error: unknown) => void = () => {};
  #notedLast: unknown;

  constructor(needs: HubNeeds) {
    this.#needs = needs;
    const onFault = (error: unknown) => this.#onFault(error);
    this.#ofEvents = {
      ...needs,
      onFault,
      onLate: (connection) => this.#keepLate(connection),
      onEnding: (ending) => this.#awaitEnd(ending),
    };
    this.#watch = new VersionWatch({ ...needs, onFault, events: this.#events });
    const hub = this;
    this.#onMessage = function (data, isBinary) {
      hub.#receive(this, isBinary ? '' : String(data));
    };
    this.#onClose = function () {
      hub.#forget(this);
    };
  }

  /** Hears of what failed; it is tried again all the same. */
  onFault(hear: (error: unknown) => void): void {
    this.#onFault = hear;
  }

  /**
   * Takes a socket that has just opened. Listeners are attached before this returns.
   * @param line what the socket stands on.
   */
  open(socket: WebSocket, line: Writable, actor: Actor, ref: EventRef): void {
    if (this.#closing) {
      socket.close(CLOSE.goingAway, 'going away');
      return;
    }
    const who = nameOf(actor);
    const sockets = this.#sockets.get(who) ?? 0;
    if (sockets >= MOST_SOCKETS) {
      socket.close(CLOSE.tooMany, 'more than 5 sockets');
      return;
    }
    this.#sockets.set(who, sockets + 1);
    const event = this.#eventOf(ref);
    const connection = new Connection(socket, line, actor, event);
    this.#connections.set(socket, connection);
    socket.on('message', this.#onMessage);
    socket.on('close', this.#onClose);
    event.add(connection, ref);
    this.#begin();
  }

  /** Told after the commit: what these topics show has changed. */
  changed(eventId: EventId, topics: readonly string[]): void {
    if (eventId === EVERY_EVENT) this.#watch.lookAtSignIns();
    else this.#events.get(eventId)?.changed(topics);
  }

  /** Says goodbye to everybody, and hangs up on those who do not answer. Takes no sockets any more. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const connection of this.#connections.values()) connection.end(CLOSE.goingAway, 'going away');
    await this.#emptied();
    this.#rest();
    await this.#watch.stop();
    await this.#neighbours?.stop();
    while (this.#ending.size > 0) await Promise.all(this.#ending);
  }

  async #emptied(): Promise<void> {
    if (this.#connections.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    const hangUp = setTimeout(() => {
      for (const connection of this.#connections.values()) connection.terminate();
    }, GOODBYE);
    await empty;
    clearTimeout(hangUp);
  }

  #eventOf(ref: EventRef): LiveEvent {
    const known = this.#events.get(ref.id);
    if (known) return known;
    const event = new LiveEvent(ref, this.#ofEvents);
    this.#events.set(ref.id, event);
    return event;
  }

  #receive(socket: WebSocket, data: string): void {
    const connection = this.#connections.get(socket);
    if (!connection || socket.readyState !== socket.OPEN) return;
    if (!connection.mayReceive(performance.now())) {
      connection.end(CLOSE.tooMany, 'more than 20 messages in a second');
      return;
    }
    const frame = readFrame(data);
    if (!frame) connection.say(writeAnswer({ op: 'error', code: 'bad-request' }));
    else if (frame.op === 'subscribe') connection.follow(frame.topic, frame.version ?? null);
    else if (frame.op === 'unsubscribe') connection.unfollow(frame.topic);
    else if (frame.op === 'ballot') void this.#takeBallot(connection, frame);
    else connection.say(writeAnswer({ op: 'pong', id: frame.id, now: this.#now() }));
  }

  /** A socket that has closed meanwhile hears nothing: its page sends the ballot again. */
  async #takeBallot(connection: Connection, { id, poll, round, options, text }: BallotFrame): Promise<void> {
    const paper = {
      clientId: id,
      ...(round !== undefined && { round }),
      ...(options !== undefined && { options }),
      ...(text !== undefined && { text }),
    };
    try {
      await this.#needs.vote(connection.actor, poll, paper);
      connection.say(writeAck(id));
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (code === 'internal' || code === 'unavailable') this.#noteOnce(error);
      connection.say(writeAnswer({ op: 'error', id, code }));
    }
  }

  /** All ballots of a batch that could not be written share one error. */
  #noteOnce(error: unknown): void {
    if (error === this.#notedLast) return;
    this.#notedLast = error;
    this.#onFault(error);
  }

  #now(): string {
    return new Date(this.#needs.clock.now()).toISOString();
  }

  #forget(socket: WebSocket): void {
    const connection = this.#connections.get(socket);
    if (!connection) return;
    this.#connections.delete(socket);
    this.#late.delete(connection);
    const who = nameOf(connection.actor);
    const sockets = (this.#sockets.get(who) ?? 1) - 1;
    if (sockets === 0) this.#sockets.delete(who);
    else this.#sockets.set(who, sockets);
    const event = this.#events.get(connection.event.ref.id);
    event?.remove(connection);
    if (event?.connections.size === 0) {
      this.#events.delete(event.ref.id);
      this.#awaitEnd(event.close());
    }
    if (this.#connections.size > 0) return;
    this.#rest();
    this.#onEmpty?.();
  }

  #begin(): void {
    this.#neighbours ??= this.#needs.listen?.({
      onChange: (eventId) => this.#watch.hear(eventId),
      onFault: (error) => this.#onFault(error),
    });
    if (this.#ticking) return;
    this.#seenAt = performance.now();
    this.#ticking = setInterval(() => this.#tick(), LOOK_EVERY);
  }

  #rest(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  #tick(): void {
    this.#watch.look();
    const wall = this.#needs.clock.now();
    for (const connection of this.#connections.values()) connection.endIfExpired(wall);
    const now = performance.now();
    if (now - this.#stillHereAt >= STILL_HERE_EVERY) {
      this.#stillHereAt = now;
      for (const event of this.#events.values()) event.stillHere();
    }
    if (now - this.#seenAt >= SEEN_EVERY) {
      this.#seenAt = now;
      for (const event of this.#events.values()) this.#awaitEnd(this.#tellSeen(event));
    }
  }

  async #tellSeen(event: LiveEvent): Promise<void> {
    await this.#needs.seen(event.ref, event.participantsHere());
  }

  /** Sockets tell nobody when they have taken what they were sent, so those that have not are asked. */
  #keepLate(connection: Connection): void {
    this.#late.add(connection);
    this.#catchingUp ??= setInterval(() => this.#catchUp(), CATCH_UP_EVERY);
  }

  #catchUp(): void {
    for (const connection of this.#late) {
      connection.catchUp();
      if (!connection.isLate) this.#late.delete(connection);
    }
    if (this.#late.size > 0) return;
    clearInterval(this.#catchingUp);
    this.#catchingUp = undefined;
  }

  #awaitEnd(ending: Promise<unknown>): void {
    const ended = ending.catch((error: unknown) => this.#onFault(error)).finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
  }
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.personId;
  return actor.kind === 'anonymous' ? actor.kind : actor.keyId;
}
