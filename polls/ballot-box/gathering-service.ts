/** Gathers ballots for a moment, so that many share one write to the disk. */
import type { Ballot, BallotBox, Receipt } from '../ballot-box.ts';

/** In milliseconds. */
const LONGEST_GATHERED = 5;
const MOST_GATHERED = 500;

/**
 * Writes a batch. @returns in the order of the ballots the receipts, when they are durable, and of what could not be
 * written the error.
 */
export type WriteBatch = (ballots: readonly Ballot[]) => Promise<readonly (Receipt | Error)[]>;

interface Waiting {
  readonly ballot: Ballot;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
}

/** One batch is written at a time; the next one gathers meanwhile. */
export class Gathering implements BallotBox {
  readonly #write: WriteBatch;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Whether what waits has waited long enough. */
  #isDue = false;
  #isWriting = false;
  #onSettled: (() => void)[] = [];

  constructor(write: WriteBatch) {
    this.#write = write;
  }

  cast(ballot: Ballot): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ballot, resolve, reject });
      this.#goOn();
    });
  }

  settled(): Promise<void> {
    if (this.#isAtRest) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onSettled.push(resolve);
    });
  }

  get #isAtRest(): boolean {
    return !this.#isWriting && this.#waiting.length === 0;
  }

  #goOn(): void {
    if (this.#waiting.length === 0) return;
    const isFull = this.#waiting.length >= MOST_GATHERED;
    if (!this.#isWriting && (this.#isDue || isFull)) void this.#writeBatch();
    else if (!this.#isDue) this.#timer ??= setTimeout(() => this.#fallDue(), LONGEST_GATHERED);
  }

  #fallDue(): void {
    this.#timer = undefined;
    this.#isDue = true;
    this.#goOn();
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#waiting.splice(0, MOST_GATHERED);
    this.#isDue = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWriting = true;
    try {
      const outcomes = await this.#write(batch.map(({ ballot }) => ballot));
      batch.forEach(({ resolve, reject }, place) => {
        const outcome = outcomes[place] ?? new Error('a ballot was left without a receipt');
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#isWriting = false;
    // Those that are left over have waited long enough.
    this.#isDue ||= this.#waiting.length >= MOST_GATHERED;
    this.#goOn();
    if (this.#isAtRest) for (const resolve of this.#onSettled.splice(0)) resolve();
  }
}
