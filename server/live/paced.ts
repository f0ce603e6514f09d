/**
 * Work that is asked for often and must not run often: at once when it has rested, then at most once in a gap,
 * never twice at a time. What is asked for while it runs is done once more afterwards; what failed is told and
 * tried again.
 */

/** How long work rests that has failed, in milliseconds. */
const RETRY_AFTER = 1000;

export class Paced {
  readonly #work: () => Promise<void>;
  readonly #gap: number;
  readonly #onFault: (error: unknown) => void;
  #asked = false;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #restsUntil = 0;
  #stopped = false;

  /** @param gap from one beginning to the next, in milliseconds. */
  constructor(work: () => Promise<void>, gap: number, onFault: (error: unknown) => void) {
    this.#work = work;
    this.#gap = gap;
    this.#onFault = onFault;
  }

  ask(): void {
    this.#asked = true;
    this.#goOn();
  }

  /** Begins nothing more. @returns when what runs has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  #goOn(): void {
    if (!this.#asked || this.#running || this.#timer || this.#stopped) return;
    const rest = this.#restsUntil - performance.now();
    if (rest > 0) {
      this.#timer = setTimeout(() => this.#wake(), rest);
      return;
    }
    this.#asked = false;
    this.#restsUntil = performance.now() + this.#gap;
    this.#running = this.#run();
  }

  #wake(): void {
    this.#timer = null;
    this.#goOn();
  }

  async #run(): Promise<void> {
    try {
      await this.#work();
    } catch (error) {
      this.#asked = true;
      this.#restsUntil = performance.now() + RETRY_AFTER;
      this.#onFault(error);
    }
    this.#running = null;
    this.#goOn();
  }
}
