/**
 * Hears from the other processes on a PostgreSQL database that something has changed. The connection is made again
 * when it breaks; what was told meanwhile is found by the look twice a second, and by the look after connecting.
 */
import { Client } from 'pg';
import { CHANNEL } from './topic-store.ts';

/** How long it waits before it connects again, in milliseconds. */
const AGAIN_AFTER = 1000;

export interface Neighbours {
  /** Lets go of the connection. */
  stop(): Promise<void>;
}

export interface NeighbourHearers {
  /** Told of which event something has changed; with null that it may be any. */
  readonly onChange: (eventId: string | null) => void;
  /** The connection broke; it is made again. */
  readonly onFault: (error: unknown) => void;
}

export type Listen = (hearers: NeighbourHearers) => Neighbours;

export function neighboursOn(databaseUrl: string): Listen {
  return (hearers) => {
    const listener = new Listener(databaseUrl, hearers);
    listener.connect();
    return listener;
  };
}

class Listener implements Neighbours {
  readonly #databaseUrl: string;
  readonly #hearers: NeighbourHearers;
  #client: Client | null = null;
  #connecting: Promise<void> = Promise.resolve();
  #again: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(databaseUrl: string, hearers: NeighbourHearers) {
    this.#databaseUrl = databaseUrl;
    this.#hearers = hearers;
  }

  connect(): void {
    this.#connecting = this.#tryToConnect().catch((error: unknown) => this.#connectAgain(error));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    await this.#connecting;
    await this.#client?.end();
  }

  async #tryToConnect(): Promise<void> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on('error', (error) => this.#isLost(client, error));
    client.on('end', () => this.#isLost(client, new Error('the connection that listens has ended')));
    client.on('notification', ({ payload }) => this.#hearers.onChange(payload ?? null));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    this.#hearers.onChange(null);
  }

  #isLost(client: Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    if (!this.#stopped) client.end().catch(() => undefined);
    this.#connectAgain(error);
  }

  #connectAgain(error: unknown): void {
    if (this.#stopped) return;
    this.#hearers.onFault(error);
    this.#again = setTimeout(() => this.connect(), AGAIN_AFTER);
  }
}
