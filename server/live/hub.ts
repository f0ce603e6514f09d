/**
 * All open sockets of this process. While there are any, it is looked up twice a second, for all of them at
 * once, whether those behind them are still in: another process may have ended that. What this process
 * ends itself it hears of at once.
 */
import type { WebSocket } from '@fastify/websocket';
import type { Actor, Place } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/time.ts';
import type { PresenceService, Present } from '../../people/presence/presence-service.ts';
import { Connection } from './connection.ts';
import { CLOSE } from './frames.ts';

/** In milliseconds: with the look itself well below the second within which a socket must end. */
const LOOK_EVERY = 500;
const MOST_SOCKETS = 5;
/** How long a closing process waits for the other sides to say goodbye, in milliseconds. */
const GOODBYE = 1000;

export interface HubNeeds {
  readonly presence: PresenceService;
  readonly clock: Clock;
}

export class LiveHub {
  readonly #needs: HubNeeds;
  readonly #connections = new Set<Connection>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #lookAgain = false;
  #closing = false;
  #onFault: (error: unknown) => void = () => {};

  constructor(needs: HubNeeds) {
    this.#needs = needs;
  }

  /** Hears of looks that failed; the next look is made all the same. */
  onFault(hear: (error: unknown) => void): void {
    this.#onFault = hear;
  }

  /** Takes a socket that has just opened. Listeners are attached before this returns. */
  open(socket: WebSocket, who: { readonly actor: Actor; readonly place: Place }): void {
    const connection = new Connection(socket, who, this.#needs.clock, () => this.look());
    if (this.#closing) connection.end(CLOSE.goingAway, 'going away');
    else if (this.#socketsOf(who.actor) >= MOST_SOCKETS) connection.end(CLOSE.tooMany, 'more than 5 sockets');
    else this.#keep(connection);
  }

  #keep(connection: Connection): void {
    this.#connections.add(connection);
    void connection.closed.then(() => {
      this.#connections.delete(connection);
      if (this.#connections.size === 0) clearTimeout(this.#timer);
    });
    this.look();
  }

  /** Looks at once whether everybody is still in. */
  look(): void {
    if (this.#connections.size === 0) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    clearTimeout(this.#timer);
    this.#lookOnce()
      .catch(this.#onFault)
      .finally(() => {
        this.#looking = false;
        if (this.#connections.size === 0) return;
        const again = this.#lookAgain;
        this.#lookAgain = false;
        if (again) this.look();
        else this.#timer = setTimeout(() => this.look(), LOOK_EVERY);
      });
  }

  /** Says goodbye to everybody, and hangs up on those who do not answer. Takes no sockets any more. */
  async close(): Promise<void> {
    this.#closing = true;
    const leaving = [...this.#connections];
    for (const connection of leaving) connection.end(CLOSE.goingAway, 'going away');
    const hangUp = setTimeout(() => {
      for (const connection of leaving) connection.terminate();
    }, GOODBYE);
    await Promise.all(leaving.map(({ closed }) => closed));
    clearTimeout(hangUp);
  }

  async #lookOnce(): Promise<void> {
    const actors = [...this.#connections].map(({ actor }) => actor);
    const signIns = new Set(actors.flatMap((actor) => (actor.kind === 'person' ? [actor.signInId] : [])));
    const keys = new Set(actors.flatMap((actor) => (actor.kind === 'api-key' ? [actor.keyId] : [])));
    const present = await this.#needs.presence.look([...signIns], [...keys]);
    // Those that opened meanwhile were not asked about: the look after this one is theirs.
    for (const connection of this.#connections) {
      const { actor } = connection;
      if (actor.kind === 'person' && signIns.has(actor.signInId)) settle(connection, actor.signInId, present);
      if (actor.kind === 'api-key' && keys.has(actor.keyId) && !present.keys.has(actor.keyId)) end(connection);
    }
  }

  #socketsOf(actor: Actor): number {
    const who = nameOf(actor);
    return [...this.#connections].filter((each) => nameOf(each.actor) === who).length;
  }
}

function settle(connection: Connection, signInId: string, { standings }: Present): void {
  const standing = standings.get(signInId)?.find(({ eventId }) => eventId === connection.place.eventId);
  if (standing) connection.stands(standing);
  else end(connection);
}

function end(connection: Connection): void {
  connection.end(CLOSE.signedOut, 'signed out');
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.personId;
  return actor.kind === 'anonymous' ? actor.kind : actor.keyId;
}
