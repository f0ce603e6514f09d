/** Finds a plan: a pattern to begin from where there is one, then annealing, several times. Stops whenever it is told. */
import { anneal, type Best } from './anneal.ts';
import { Arrangement } from './arrangement.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { developed } from './developed.ts';
import { planOf, randomBaseline, roomsOf } from './figures.ts';
import { type Objective, objectiveOf, rangesOf } from './objective.ts';
import { dealParties, partySizes } from './parties.ts';
import { place } from './place.ts';
import type { Plan, Problem } from './problem.ts';
import { Random } from './random.ts';
import { type Setting, settingOf } from './setting.ts';

/** What takes about a second of one core: so many look-ups. */
export const STEPS_PER_SECOND = 100_000_000;

export interface SearchOptions {
  /** A whole number; the same seed gives the same plan. */
  readonly seed: number;
  /** Work to spend; `STEPS_PER_SECOND` is about a second. */
  readonly steps: number;
}

export class Search {
  private readonly setting: Setting;
  private readonly objective: Objective;
  private readonly floor: number;
  private readonly random: Random;
  private readonly steps: number;
  private readonly kept: Best = { cost: Number.POSITIVE_INFINITY, rooms: [] };
  private readonly run: Generator<number, void>;
  private spent = 0;
  private ended = false;

  /**
   * @param problem without faults (`faultsOf`)
   * @throws RangeError when no arrangement is found at all
   */
  constructor(problem: Problem, { seed, steps }: SearchOptions) {
    this.setting = settingOf(problem);
    this.random = new Random(seed);
    this.steps = steps;
    const bounds = boundsOf(this.setting);
    this.objective = objectiveOf(this.setting, rangesOf(randomBaseline(this.setting), bounds));
    this.floor = floorOf(this.objective, bounds);
    this.keep(this.arrange(this.planBefore()));
    this.run = this.phases();
  }

  /** Works on for about so many steps. @returns whether there is more to do */
  advance(steps: number): boolean {
    const until = this.spent + steps;
    while (!this.ended && this.spent < until) {
      const { value, done } = this.run.next();
      if (done === true) this.ended = true;
      else this.spent += value;
    }
    return !this.ended;
  }

  /** To the end of the steps. */
  finish(): Plan {
    while (this.advance(this.steps + 1));
    return this.best;
  }

  /** The best plan so far. */
  get best(): Plan {
    return planOf(this.setting, this.kept.rooms);
  }

  /** From 0 to 1. */
  get progress(): number {
    return this.ended ? 1 : Math.min(1, this.spent / Math.max(1, this.steps));
  }

  /** What the best costs beyond what nothing can cost less than, in parts of a whole way from ideal to chance. */
  get cost(): number {
    return (this.kept.cost - this.floor) / 1e9;
  }

  private *phases(): Generator<number, void> {
    const { coarsest, finest } = this.objective;
    const hot = 0.7 * coarsest;
    const cold = 0.15 * finest;
    // Who should not be moved stays where the search begins.
    if (this.setting.problem.before !== null) {
      yield* this.annealFrom(this.arrange(this.planBefore()), this.steps, 0.2 * finest, cold / 4);
      return;
    }
    const wish = yield* this.pattern();
    if (wish !== null) {
      const seeded = this.arrange(wish);
      this.keep(seeded);
      yield* this.annealFrom(seeded, 0.15 * this.steps, 0.25 * finest, cold);
    }
    yield* this.byParties();
    for (const share of [0.1, 0.25, 1]) {
      yield* this.annealFrom(this.arrange(null), share * (this.steps - this.spent), hot, cold);
    }
  }

  private *annealFrom(arrangement: Arrangement, work: number, hot: number, cold: number): Generator<number, void> {
    if (this.kept.cost <= this.floor) return;
    const { floor, random, setting } = this;
    // The last of it goes downhill alone.
    yield* anneal(setting, arrangement, { work: 0.95 * work, hot, cold, floor }, this.kept, random);
    const last = { work: 0.05 * work, hot: cold / 4, cold: cold / 100, floor };
    yield* anneal(setting, arrangement, last, this.kept, random);
  }

  /** Rooms to begin from, where all rounds are alike; people of one organisation in one row, which never meets. */
  private *pattern(): Generator<number, Int32Array[] | null> {
    const { rounds, people } = this.setting;
    const count = rounds[0]?.rooms.length ?? 0;
    const alike = rounds.every(({ rooms, frozen }) => rooms.length === count && frozen === null);
    if (!alike || !this.objective.mixes || rounds.length < 2) return null;
    // A try looks at the row in every other round, twice.
    const each = 9 * rounds.length;
    const tries = Math.floor((0.45 * this.steps) / each);
    const search = developed(people.length, count, rounds.length, Math.min(tries, 3_000_000), this.random);
    let turn = search.next();
    for (; turn.done !== true; turn = search.next()) yield turn.value * each;
    return turn.value?.map((rooms) => this.inOrder((at) => rooms[at] as number)) ?? null;
  }

  /** The room of everyone by their place in an order in which people of one organisation are neighbours. */
  private inOrder(roomAt: (place: number) => number): Int32Array {
    const { people, organisations } = this.setting;
    const order = people.map((_, index) => index);
    order.sort((a, b) => (organisations[a] as number) - (organisations[b] as number) || a - b);
    const wish = new Int32Array(people.length);
    order.forEach((person, at) => {
      wish[person] = roomAt(at);
    });
    return wish;
  }

  /** Begins from plans in which people go about in parties, of sizes one after the other; colleagues are of several. */
  private *byParties(): Generator<number, void> {
    const { people, rounds, problem } = this.setting;
    const isFree = rounds.every(({ frozen }) => frozen === null);
    if (problem.aim.mixing !== 'meet-everyone' || !this.objective.mixes || !isFree || rounds.length < 2) return;
    const { finest } = this.objective;
    const sizes = partySizes(this.setting);
    const work = (0.5 * (this.steps - this.spent)) / sizes.length;
    for (const size of sizes) {
      if (this.kept.cost <= this.floor) return;
      const dealt = yield* dealParties(this.setting, size, 0.4 * work, this.random);
      const parties = Math.ceil(people.length / size);
      const seeded = this.arrange(dealt.map((rooms) => this.inOrder((at) => rooms[at % parties] as number)));
      yield* this.annealFrom(seeded, 0.6 * work, finest, 0.15 * finest);
    }
  }

  private planBefore(): Int32Array[] | null {
    const { before } = this.setting.problem;
    return before === null ? null : roomsOf(this.setting, before.plan);
  }

  private arrange(wish: readonly Int32Array[] | null): Arrangement {
    const rooms = this.setting.rounds.map((round, at) => {
      // The last is how `faultsOf` found that there is one.
      const placed = place(round, wish?.[at] ?? null, this.random) ?? place(round, null, new Random(at));
      if (placed === null) throw new RangeError(`no arrangement of round ${at + 1} keeps its rules`);
      return placed;
    });
    return new Arrangement(this.setting, this.objective, rooms);
  }

  private keep(arrangement: Arrangement): void {
    if (arrangement.cost >= this.kept.cost) return;
    this.kept.cost = arrangement.cost;
    this.kept.rooms = arrangement.rooms();
  }
}

/** What nothing can cost less than. Of frozen rounds only who met in them costs anything. */
function floorOf(objective: Objective, { pairCost, open }: Bounds): number {
  return (
    objective.mixingWeight * (objective.mixes ? pairCost : 0) +
    objective.together * open.organisationPairs +
    objective.topicWeight * open.topicCost
  );
}
