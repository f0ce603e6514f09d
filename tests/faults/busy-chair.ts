/** A chair who gives one command after the other, whatever comes to mind, and knows what the day should be like. */
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { ConsoleView, RunView } from '../../agenda/show/show-view.ts';
import type { Dice } from './dice.ts';

export type ChairsWish = ShowCommand | { readonly do: 'undo' };

/** What was acknowledged, and what was not when the line broke. */
export interface Known {
  readonly version: number;
  readonly run: RunView;
  /** The runs to which undo goes back, oldest first. */
  readonly before: readonly RunView[];
  /** What was sent last and never answered. */
  readonly unanswered: ChairsWish | null;
}

export class BusyChair {
  readonly #address: string;
  readonly #authorization: string;
  readonly #dice: Dice;
  #known: Known = { version: 0, run: NO_RUN, before: [], unanswered: null };

  /** @param address of the day, `http://…/api/events/SLUG/days/1` */
  constructor(address: string, authorization: string, dice: Dice) {
    this.#address = address;
    this.#authorization = authorization;
    this.#dice = dice;
  }

  get known(): Known {
    return this.#known;
  }

  /** Looks for the first time. */
  async come(): Promise<void> {
    const { version, day } = await this.look();
    this.#known = { version, run: day.run, before: [], unanswered: null };
  }

  /** Learns from a look what became of the last wish. @returns whether it was done without an answer. */
  learn(shown: ConsoleView): boolean {
    const { unanswered, version } = this.#known;
    const wasDone = unanswered !== null && shown.version > version;
    this.#known = wasDone ? knownAfter(this.#known, unanswered, shown) : { ...this.#known, unanswered: null };
    return wasDone;
  }

  /** Nothing much is left to do with this day. */
  get isNearlyDone(): boolean {
    return this.#known.run.steps.filter(({ status }) => status === 'ahead').length < 6;
  }

  async look(): Promise<ConsoleView> {
    const response = await fetch(`${this.#address}/show`, { headers: { authorization: this.#authorization } });
    if (!response.ok) throw new Error(`the console answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as ConsoleView;
  }

  /**
   * Goes on until the line breaks.
   * @param onDone hears of each command that was done: how many those are, and how many milliseconds it took.
   */
  async workUntilCutOff(onDone: (done: number, took: number) => void): Promise<void> {
    for (let done = 0; ; ) {
      const begun = performance.now();
      const answer = await this.wish(this.#wishFor()).catch(() => 'cut off' as const);
      if (answer === 'cut off') return;
      if (answer === 'refused') continue;
      done += 1;
      onDone(done, performance.now() - begun);
    }
  }

  /** @throws Error when there was no answer. */
  async wish(wish: ChairsWish): Promise<'done' | 'refused'> {
    this.#known = { ...this.#known, unanswered: wish };
    const isUndo = wish.do === 'undo';
    const response = await fetch(`${this.#address}/show/${isUndo ? 'undo' : 'commands'}`, {
      method: 'POST',
      headers: {
        authorization: this.#authorization,
        'if-match': `"${this.#known.version}"`,
        ...(!isUndo && { 'content-type': 'application/json' }),
      },
      ...(!isUndo && { body: JSON.stringify(wish) }),
    });
    const answer = (await response.json()) as ConsoleView & { readonly code?: string };
    this.#known = { ...this.#known, unanswered: null };
    if (response.ok) {
      this.#known = knownAfter(this.#known, wish, answer);
      return 'done';
    }
    if (answer.code === 'state-not-right' || answer.code === 'nothing-to-undo') return 'refused';
    throw new Error(`a command was answered with ${response.status}: ${JSON.stringify(answer)}`);
  }

  #wishFor(): ChairsWish {
    const { steps, heldSince } = this.#known.run;
    const open = steps.filter(({ status }) => status === 'ahead' || status === 'running');
    const ahead = open.filter(({ status }) => status === 'ahead');
    const entry = () => this.#dice.pick(open).id;
    const throwOf20 = this.#dice.throw(20);
    if (throwOf20 < 8 || ahead.length < 3) {
      return { do: 'adjust', entry: entry(), minutes: this.#dice.pick([-5, -1, 1, 5, 12]) };
    }
    if (throwOf20 < 13) return { do: 'undo' };
    if (throwOf20 < 15) return { do: heldSince === null ? 'hold' : 'resume' };
    if (throwOf20 < 18) return { do: 'move', entry: this.#dice.pick(ahead).id, before: this.#dice.pick(ahead).id };
    if (throwOf20 < 19) return { do: 'skip', entry: this.#dice.pick(ahead).id };
    return { do: 'next' };
  }
}

const NO_RUN: RunView = {
  ...{ opensAt: '', endsBy: '', startedAt: null, endedAt: null, heldSince: null, changedAt: null },
  steps: [],
};

/** What is known once a wish was done. */
function knownAfter(known: Known, wish: ChairsWish, { version, day }: ConsoleView): Known {
  const before = wish.do === 'undo' ? known.before.slice(0, -1) : [...known.before, known.run];
  return { version, run: day.run, before, unanswered: null };
}
