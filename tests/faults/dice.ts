/** Chance that begins at a seed: the same seed makes the same throws. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `sides`. (The generator is Mulberry32.) */
  throw(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  }

  /** One of those. @throws RangeError when there is none. */
  pick<T>(those: readonly T[]): T {
    const picked = those[this.throw(those.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}
