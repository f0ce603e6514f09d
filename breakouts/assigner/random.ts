/** Random numbers of whole numbers alone (mulberry32), so that a seed gives the same plan on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x85ebca6b) | 0;
  }

  /** From 0 to 2^32 - 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** From 0 to `end` - 1, for an end below 2^21. */
  below(end: number): number {
    return Math.floor((this.next() * end) / 0x1_0000_0000);
  }

  shuffle(numbers: number[] | Int32Array): void {
    for (let last = numbers.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = numbers[last] as number;
      numbers[last] = numbers[other] as number;
      numbers[other] = kept;
    }
  }
}

/** Of 4,096 equal chances u in the middle of their steps: -ln u, what an annealing at temperature 1 puts up with. */
export const TOLERANCES: Float64Array = Float64Array.from({ length: 4096 }, (_, at) => minusLog((at + 0.5) / 4096));

/** By halving and a series of plain arithmetic, which no machine rounds its own way, as `Math.log` may. */
function minusLog(chance: number): number {
  let halvings = 0;
  let rest = chance;
  while (rest < 0.75) {
    rest *= 2;
    halvings++;
  }
  const ratio = (rest - 1) / (rest + 1);
  let sum = 0;
  let power = ratio;
  for (let odd = 1; odd < 40; odd += 2) {
    sum += power / odd;
    power *= ratio * ratio;
  }
  return halvings * Math.LN2 - 2 * sum;
}
