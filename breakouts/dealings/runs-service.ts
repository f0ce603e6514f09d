/** The searches that this process runs: what they find is stored, and told that they go on. */
import type { EventId } from '../../kernel/ids.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { type Best, type DealtRound, HEARTBEAT, type Progress, TOLD_EVERY } from './dealing.ts';
import { type Ending, endDealing, keepAlive } from './dealing-store.ts';
import type { Found, Search } from './search-service.ts';

/** How often it is tried to store what was found: for a minute. */
const ATTEMPTS = 120;

export interface RunOf {
  readonly eventId: EventId;
  readonly id: string;
}

interface Run {
  readonly search: Search;
  /** Settles when its end is stored. */
  readonly ended: Promise<void>;
}

export class Runs {
  readonly #needs: Pick<BreakoutNeeds, 'db' | 'clock'>;
  readonly #runs = new Map<string, Run>();
  /** Searches of which it is not known yet whether they begin. */
  readonly #beginning = new Set<Search>();
  readonly #closing = new AbortController();
  readonly #faults: unknown[] = [];
  #closed = false;

  constructor(needs: Pick<BreakoutNeeds, 'db' | 'clock'>) {
    this.#needs = needs;
  }

  /** Has it killed when everything closes, until it runs or is let go. @throws Error once everything is closed. */
  async hold<T>(search: Search, work: () => Promise<T>): Promise<T> {
    this.#beginning.add(search);
    try {
      if (this.#closed) throw new Error('the process is closing');
      return await work();
    } catch (error) {
      await search.kill();
      throw error;
    } finally {
      this.#beginning.delete(search);
    }
  }

  /** @param dealtOf what a plan says of the rounds that are dealt. */
  begin(of: RunOf, search: Search, heard: Heard, dealtOf: (found: Found) => readonly DealtRound[]): void {
    const ended = this.#toItsEnd(of, search, heard, dealtOf).finally(() => this.#runs.delete(of.id));
    this.#runs.set(of.id, { search, ended });
  }

  /** Ends one with the best so far, where it is this process that runs it. */
  async stop(id: string): Promise<void> {
    const run = this.#runs.get(id);
    run?.search.stop();
    await run?.ended;
  }

  /** Ends all of them as they are. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.abort();
    const runs = [...this.#runs.values()];
    await Promise.all([...this.#beginning, ...runs.map(({ search }) => search)].map((search) => search.kill()));
    await Promise.all(runs.map(({ ended }) => ended));
  }

  async #toItsEnd(of: RunOf, search: Search, heard: Heard, dealtOf: (found: Found) => readonly DealtRound[]) {
    const { db, clock } = this.#needs;
    const beat = new Heartbeat(async () => {
      const stop = await keepAlive(db, of.eventId, of.id, clock.now(), heard.news());
      // Somebody else has ended it, as is done with what seems to have died: nobody waits for what it finds.
      if (stop === undefined) await search.kill();
      if (stop) search.stop();
    });
    heard.onNews = () => beat.now();
    const ending = await search.found.then(
      (found) => endingOf(found, dealtOf(found)),
      (error: Error) => this.#brokenOff(error),
    );
    await beat.end();
    await this.#keep(of, ending);
  }

  /** Tried until it is stored: what was searched for minutes is not lost to a database that did not answer once. */
  async #keep({ eventId, id }: RunOf, ending: Ending): Promise<void> {
    const { db, clock } = this.#needs;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await inTransaction(db, (tx) => endDealing(tx, eventId, id, clock.now(), ending));
      } catch (error) {
        this.#faults.push(error);
      }
      if (this.#closed) return;
      await this.#pause();
    }
  }

  /** Until it is tried again, or everything closes. */
  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, TOLD_EVERY);
      const { signal } = this.#closing;
      signal.addEventListener('abort', done, { once: true });
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  /** Whether some end could not be stored since that was asked about last. */
  get hasFaults(): boolean {
    return this.#faults.length > 0;
  }

  /** Why ends could not be stored, each told once. */
  takeFaults(): readonly unknown[] {
    return this.#faults.splice(0);
  }

  #brokenOff(error: Error): Ending {
    const ending = { progress: null, result: null };
    if (this.#closed) return { ...ending, state: 'interrupted', fault: null };
    return { ...ending, state: 'failed', fault: `The search broke off: ${error.message}.` };
  }
}

function endingOf({ done, best }: Found, result: readonly DealtRound[]): Ending {
  return { state: done < 1 ? 'stopped' : 'done', progress: { done, best }, result, fault: null };
}

/** What a search has told of how far it is. */
export class Heard {
  #done = 0;
  #best: Best | null = null;
  #isNew = false;
  onNews: () => void = () => undefined;

  hear(done: number, best: Best | null): void {
    this.#done = done;
    this.#best = best ?? this.#best;
    this.#isNew = true;
    this.onNews();
  }

  /** Null where nothing was told since it was asked last. */
  news(): Progress | null {
    if (!this.#isNew) return null;
    this.#isNew = false;
    return { done: this.#done, best: this.#best };
  }
}

/** Does one thing when it is told to, and when that was long ago; never twice at a time. */
class Heartbeat {
  readonly #beat: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #beating: Promise<void> | null = null;

  constructor(beat: () => Promise<void>) {
    this.#beat = beat;
    this.#timer = setInterval(() => this.now(), HEARTBEAT);
  }

  now(): void {
    // A database that does not answer now is asked again with the next beat.
    this.#beating ??= this.#beat()
      .catch(() => undefined)
      .finally(() => {
        this.#beating = null;
      });
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
  }
}
