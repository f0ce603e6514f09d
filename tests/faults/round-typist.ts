/** Somebody who types a room's summary as its page lets them: the page's own rules, without a browser. */
import type { SummaryView } from '../../breakouts/view.ts';
import { Writing, type WritingNeeds } from '../../web/summary/writing.ts';

/** Between two letters, in milliseconds. */
const STROKE = 50;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

export class Typist {
  readonly #writing: Writing;
  /** When each letter was typed, by `performance.now()`. */
  readonly #typedAt: number[] = [];
  #text = '';
  #acknowledged = '';
  #keys: NodeJS.Timeout | undefined;

  constructor(save: WritingNeeds['save'], written: SummaryView) {
    const later = (call: () => void, ms: number) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    };
    // As in a tab that is closed with all that it kept.
    const keep = { read: () => ({}), write: () => {} };
    const heard: WritingNeeds['save'] = async (change) => {
      const answer = await save(change);
      if (!('is' in answer)) this.#acknowledged = answer.texts.outcomes;
      return answer;
    };
    this.#writing = new Writing(
      { keep, save: heard, later, pauseBefore: () => 200, now: () => performance.now() },
      written,
    );
  }

  get text(): string {
    return this.#text;
  }

  /** What the server last said that it has. */
  get acknowledged(): string {
    return this.#acknowledged;
  }

  type(): void {
    this.#writing.start();
    this.#keys = setInterval(() => {
      this.#text += LETTERS[this.#typedAt.length % LETTERS.length];
      this.#typedAt.push(performance.now());
      this.#writing.type('outcomes', this.#text);
    }, STROKE);
  }

  /** Types no more; the page goes on to save what is typed. */
  rest(): void {
    clearInterval(this.#keys);
  }

  /** The page is gone, too. */
  vanish(): void {
    this.rest();
    this.#writing.stop();
  }

  /** @returns how many milliseconds of typing before a moment are not in a text; null where it is another text. */
  lostOf(stored: string, moment: number): number | null {
    if (!this.#text.startsWith(stored)) return null;
    const first = this.#typedAt[stored.length];
    return first === undefined ? 0 : Math.max(0, moment - first);
  }
}
