/**
 * Runs what is due later. A piece of such work is a row with a due time, kept by its room; here is only
 * the loop that wakes at the next due instant.
 *
 * It looks again at least every 30 seconds, whatever was said to be due: clocks are corrected, other
 * processes add work, and a timer of 25 days or more would fire at once.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Clock, Instant } from '../kernel/time.ts';

/** Where jobs tell of what is no error of theirs, and of nothing secret. */
export type JobLog = Pick<FastifyBaseLogger, 'warn' | 'error'>;

/** One kind of work, which a room hands in. */
export interface JobSource {
  /** For the log. */
  readonly name: string;
  /** When there is something to do next: a past instant is at once, null is nothing known. */
  nextDue(): Promise<Instant | null>;
  /** Does what is due at `now`. After an error, which is logged, it is called again a little later. */
  run(now: Instant, log: JobLog): Promise<void>;
}

/** The timers of the machine; tests hand in their own. */
export interface Timers {
  set(callback: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export const systemTimers: Timers = {
  set: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

export interface Jobs {
  /** Looks for work at once, because some may have been added. */
  wake(): void;
  /** Begins nothing more, and waits for what is running. May be called twice. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly sources: readonly JobSource[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: JobLog;
}

/** The longest time between two looks, in milliseconds. */
export const LONGEST_SLEEP = 30_000;
/** The pause after an error, and when work stays due although it was done, in milliseconds. */
export const RETRY_PAUSE = 1_000;

/** Starts the loop of every source. They do not wait for each other. */
export function startJobs(options: JobsOptions): Jobs {
  const loops = options.sources.map((source) => new JobLoop(source, options));
  return {
    wake: () => {
      for (const loop of loops) loop.wake();
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

class JobLoop {
  readonly #source: JobSource;
  readonly #options: JobsOptions;
  #timer: unknown;
  /** The look that is under way; a source is never run twice at a time. */
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stopped = false;

  constructor(source: JobSource, options: JobsOptions) {
    this.#source = source;
    this.#options = options;
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#options.timers.clear(this.#timer);
    this.#looking = this.#look().then((pause) => this.#sleep(pause));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#options.timers.clear(this.#timer);
    await this.#looking;
  }

  #sleep(pause: number): void {
    this.#looking = null;
    if (this.#stopped) return;
    const again = this.#lookAgain;
    this.#lookAgain = false;
    if (again) this.wake();
    else this.#timer = this.#options.timers.set(() => this.wake(), pause);
  }

  /** @returns how long to sleep then, in milliseconds. */
  async #look(): Promise<number> {
    try {
      const due = await this.#source.nextDue();
      const now = this.#options.clock.now();
      if (due === null) return LONGEST_SLEEP;
      if (due > now) return Math.min(due - now, LONGEST_SLEEP);
      if (this.#stopped) return LONGEST_SLEEP;
      await this.#source.run(now, this.#options.log);
      return await this.#pauseAfterRun(due);
    } catch (error) {
      this.#options.log.error({ err: error, job: this.#source.name }, 'a job failed and will be tried again');
      return RETRY_PAUSE;
    }
  }

  /** Work that stays due after it was done must not spin. */
  async #pauseAfterRun(wasDue: Instant): Promise<number> {
    const next = await this.#source.nextDue();
    if (next === null) return LONGEST_SLEEP;
    const wait = next - this.#options.clock.now();
    if (wait > 0) return Math.min(wait, LONGEST_SLEEP);
    return next > wasDue ? 0 : RETRY_PAUSE;
  }
}
