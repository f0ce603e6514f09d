/** An event that somebody has a socket of: its sockets, the rooms that are followed, and who stands how. */
import type { Kysely } from 'kysely';
import { AGENDA_TOPIC } from '../../agenda/show/topics.ts';
import { standingOf } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { TouchTopics } from '../../kernel/live.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock } from '../../kernel/time.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import { isInside } from '../../people/policy.ts';
import type { PresenceService, Present } from '../../people/presence/presence-service.ts';
import { STANDINGS_TOPIC } from '../../people/presence/topics.ts';
import type { Connection, Home } from './connection.ts';
import { CLOSE } from './frames.ts';
import { HereBoard, PRESENCE_TOPIC } from './here-board.ts';
import { Paced } from './paced.ts';
import { Room } from './room.ts';
import { readVersion } from './topic-store.ts';
import type { NamedTopic, TopicSources } from './topics.ts';

export interface LiveEventNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly touch: TouchTopics;
  readonly presence: PresenceService;
  readonly sources: Omit<TopicSources, 'presence'>;
  readonly findEvent: (id: EventId) => Promise<EventRef | undefined>;
  readonly onFault: (error: unknown) => void;
  /** Takes note of a socket that has not taken all that it was sent. */
  readonly onLate: (connection: Connection) => void;
  /** Takes note of what is to end before the database may be closed. */
  readonly onEnding: (ending: Promise<void>) => void;
}

/** Of newcomers, so that a crowd is looked at together; and of everybody, however often rights change. Milliseconds. */
const NEWCOMERS_GAP = 10;
const EVERYBODY_GAP = 250;

export class LiveEvent implements Home {
  readonly #needs: LiveEventNeeds;
  readonly #connections = new Set<Connection>();
  /** By the names under which their versions are stored. */
  readonly #rooms = new Map<string, Room>();
  readonly #here: HereBoard;
  readonly #sources: TopicSources;
  #newcomers: Connection[] = [];
  readonly #lookAtNewcomers: Paced;
  readonly #lookAtEverybody: Paced;
  #ref: EventRef;
  /** The sum of all versions as last seen, and those on which rights depend as last looked at; null before. */
  #sum: number | null = null;
  #rightsAsOf: string | null = null;

  constructor(ref: EventRef, needs: LiveEventNeeds) {
    this.#ref = ref;
    this.#needs = needs;
    this.#here = new HereBoard(
      needs,
      ref.id,
      () => this.participantsHere().length,
      () => {
        this.changed([PRESENCE_TOPIC]);
      },
    );
    this.#sources = { ...needs.sources, presence: () => this.#here.read() };
    this.#lookAtNewcomers = new Paced(() => this.#settleNewcomers(), NEWCOMERS_GAP, needs.onFault);
    this.#lookAtEverybody = new Paced(() => this.#settleEverybody(), EVERYBODY_GAP, needs.onFault);
  }

  get ref(): EventRef {
    return this.#ref;
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Each is looked at soon after it opened: rights may have ended while it did. */
  add(connection: Connection, ref: EventRef): void {
    this.#ref = ref;
    this.#connections.add(connection);
    this.lookAt(connection);
    this.#here.ask();
  }

  remove(connection: Connection): void {
    connection.leaveAll();
    this.#connections.delete(connection);
    this.#here.ask();
  }

  /** Looks soon how somebody stands. */
  lookAt(connection: Connection): void {
    this.#newcomers.push(connection);
    this.#lookAtNewcomers.ask();
  }

  /** Looks soon how everybody stands. */
  lookAtEverybody(): void {
    this.#lookAtEverybody.ask();
  }

  roomOf(named: NamedTopic): Room {
    const known = this.#rooms.get(named.stored);
    if (known) return known;
    const { db, onFault } = this.#needs;
    const room = new Room(named, {
      readVersion: (stored) => readVersion(db, this.#ref.id, stored),
      readAudience: async ({ topic, part }) =>
        topic.audience ? await topic.audience(this.#sources, this.#ref, part) : null,
      readState: async ({ topic, part }) => await topic.read?.(this.#sources, this.#ref, part),
      onFault,
    });
    this.#rooms.set(named.stored, room);
    return room;
  }

  /** Lets go of a room that nobody follows any more. */
  tidy(room: Room): void {
    if (!room.isEmpty) return;
    this.#rooms.delete(room.of.stored);
    this.#needs.onEnding(room.close());
  }

  isLate(connection: Connection): void {
    this.#needs.onLate(connection);
  }

  /** What topics show has changed. */
  changed(topics: readonly string[]): void {
    for (const topic of topics) {
      this.#rooms.get(topic)?.changed();
      if (RIGHTS_HANG_ON.includes(topic)) this.lookAtEverybody();
    }
  }

  isUpTo(sum: number): boolean {
    return this.#sum === sum;
  }

  /** Finds out what has changed since: by this process, or by another. */
  compare(sum: number, versions: ReadonlyMap<string, number>): void {
    this.#sum = sum;
    for (const [stored, room] of this.#rooms) {
      if ((versions.get(stored) ?? 0) !== room.version) room.changed();
    }
    if (rightsAsOf(versions) !== this.#rightsAsOf) this.lookAtEverybody();
  }

  /** Whoever is in and has a socket here, each once. */
  participantsHere(): ParticipantId[] {
    const place = placeOf(this.#ref);
    const inside = [...this.#connections].filter(({ actor }) => isInside(actor, place));
    return [...new Set(inside.flatMap(({ actor }) => standingOf(actor, place)?.participantId ?? []))];
  }

  /** Tells the other processes that those who are here still are. */
  stillHere(): void {
    this.#here.refresh();
  }

  async close(): Promise<void> {
    const rooms = [...this.#rooms.values()].map((room) => room.close());
    await Promise.all([...rooms, this.#lookAtNewcomers.stop(), this.#lookAtEverybody.stop(), this.#here.stop()]);
  }

  async #settleNewcomers(): Promise<void> {
    const newcomers = this.#newcomers;
    this.#newcomers = [];
    try {
      await this.#settle(newcomers);
    } catch (error) {
      this.#newcomers.push(...newcomers);
      throw error;
    }
  }

  async #settleEverybody(): Promise<void> {
    const { db, findEvent } = this.#needs;
    const asOf = new Map<string, number>();
    for (const topic of RIGHTS_HANG_ON) asOf.set(topic, await readVersion(db, this.#ref.id, topic));
    const ref = await findEvent(this.#ref.id);
    if (ref) this.#ref = ref;
    await this.#settle(ref ? [...this.#connections] : []);
    if (!ref) for (const connection of this.#connections) end(connection);
    this.#rightsAsOf = rightsAsOf(asOf);
    this.#here.ask();
  }

  async #settle(connections: readonly Connection[]): Promise<void> {
    const actors = connections.map(({ actor }) => actor);
    const signIns = actors.flatMap((actor) => (actor.kind === 'person' ? [actor.signInId] : []));
    const keys = actors.flatMap((actor) => (actor.kind === 'api-key' ? [actor.keyId] : []));
    const present = await this.#needs.presence.look([...new Set(signIns)], [...new Set(keys)]);
    for (const connection of connections) settle(connection, present);
  }
}

/** Who has which role; and whether the event is public, and which day has which number. */
const RIGHTS_HANG_ON: readonly string[] = [STANDINGS_TOPIC, AGENDA_TOPIC];

function rightsAsOf(versions: ReadonlyMap<string, number>): string {
  return RIGHTS_HANG_ON.map((topic) => versions.get(topic) ?? 0).join(' ');
}

function settle(connection: Connection, { signIns, keys }: Present): void {
  const { actor, event } = connection;
  if (actor.kind === 'person') {
    const signIn = signIns.get(actor.signInId);
    const standing = signIn?.standings.find(({ eventId }) => eventId === event.ref.id);
    if (signIn && standing) connection.stands(standing, signIn.endsAt);
    else end(connection);
    return;
  }
  if (actor.kind === 'api-key' && !keys.has(actor.keyId)) end(connection);
  else connection.checkRights();
}

function end(connection: Connection): void {
  connection.end(CLOSE.signedOut, 'signed out');
}
