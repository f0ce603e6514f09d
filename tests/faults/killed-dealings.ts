/** Whole servers that are killed while they deal people into rooms, or while what was dealt is taken over. */
import { setTimeout } from 'node:timers/promises';
import type { DraftView } from '../../agenda/draft/draft.ts';
import { LiveEvent, signInPeople } from '../../bench/live-event.ts';
import { type ServerProcess, startPlenumOn } from '../../bench/processes.ts';
import type { DealingView, SetView, StaffRoundsView } from '../../breakouts/view.ts';
import { newId } from '../../kernel/random.ts';
import type { Dice } from './dice.ts';

/** Four rounds in six rooms of six: there is no arrangement in which nobody meets twice, and so no search ends early. */
const PEOPLE = 36;
const ROUNDS = 4;
const ROOMS = 6;
/** Of a search that is killed, as dealings are asked for it: far longer than it is let run. */
const EFFORT = 60;
/** Until a search is killed, in milliseconds. */
const LONGEST_SEARCH = 1_500;
/** A dealing whose process is dead is found out after 15 seconds of silence. */
const SETTLED_WITHIN = 30_000;

export class KilledDealings {
  readonly losses = { 'not interrupted': 0, 'half done': 0, 'acknowledged and lost': 0, 'not dealt again': 0 };
  usedBefore = 0;
  readonly #dataDir: string;
  readonly #dice: Dice;
  readonly #event: LiveEvent;
  #server: ServerProcess;
  #rounds: readonly string[] = [];
  /** How long rounds take to take over what was found, in milliseconds. */
  #useTakes = 0;

  private constructor(dataDir: string, dice: Dice, server: ServerProcess) {
    this.#dataDir = dataDir;
    this.#dice = dice;
    this.#server = server;
    this.#event = new LiveEvent(server);
  }

  static async open(dataDir: string, dice: Dice): Promise<KilledDealings> {
    const killed = new KilledDealings(dataDir, dice, await startPlenumOn(dataDir, {}, 'quiet'));
    await killed.#event.publish(ROUNDS, 1, 'breakout');
    await signInPeople(dataDir, PEOPLE);
    const { days } = await killed.#ask<DraftView>('GET', 'plan');
    const entries = days.flatMap((day) => day.sessions.map(({ id }) => ({ id, day: day.id })));
    const rooms = () => Array.from({ length: ROOMS }, (_, at) => ({ id: newId(), name: `Room ${at + 1}` }));
    for (const entry of entries)
      await killed.#ask('POST', 'breakouts/rounds', { entry, opens: 'chair', rooms: rooms() });
    killed.#rounds = (await killed.#staff()).rounds.map(({ id }) => id);
    const { id } = await killed.#stopped((await killed.#begin()).id);
    const begun = performance.now();
    await killed.#use(id);
    killed.#useTakes = performance.now() - begun;
    return killed;
  }

  async close(): Promise<void> {
    await this.#server.stop();
  }

  /** Kills it while it searches: what was before is as it was, and it can be dealt again. */
  async killSearch(): Promise<void> {
    const before = whatIsUsed(await this.#staff());
    const { id } = await this.#begin();
    await setTimeout(this.#dice.throw(LONGEST_SEARCH));
    await this.#restart();
    if (whatIsUsed(await this.#staff()) !== before) this.losses['half done'] += 1;
    const { state, figures } = await this.#ended(id);
    if (state !== 'interrupted') this.losses['not interrupted'] += 1;
    // How far it was is told as it was stored last.
    if (figures !== null && figures.sizes.length !== ROUNDS) this.losses['half done'] += 1;
    const { state: again } = await this.#stopped((await this.#begin()).id);
    if (again !== 'stopped') this.losses['not dealt again'] += 1;
  }

  /** Kills it while all rounds take over what was found: all of them have done so afterwards, or none. */
  async killUse(): Promise<void> {
    const before = await this.#staff();
    const { id } = await this.#stopped((await this.#begin()).id);
    let isAcknowledged = false;
    const using = this.#use(id).then(
      () => {
        isAcknowledged = true;
      },
      () => {},
    );
    await setTimeout(this.#dice.throw(Math.ceil(this.#useTakes * 1.2)));
    await this.#restart();
    await using;
    const after = await this.#staff();
    const { state } = await this.#ask<DealingView>('GET', `breakouts/dealings/${id}`);
    const isUsed = state === 'used';
    if (isUsed) this.usedBefore += 1;
    if (isAcknowledged && !isUsed) this.losses['acknowledged and lost'] += 1;
    if (!isUsed && whatIsUsed(after) !== whatIsUsed(before)) this.losses['half done'] += 1;
    if (!isUsed) await this.#use(id);
    if (!(await this.#isWhole(before, await this.#staff()))) this.losses['half done'] += 1;
  }

  /** Whether each round has one set more than before, has it in use, and everybody in it. */
  async #isWhole(before: StaffRoundsView, after: StaffRoundsView): Promise<boolean> {
    for (const [at, { id, set, sets }] of after.rounds.entries()) {
      const former = before.rounds[at]?.sets.length ?? 0;
      const { places } = await this.#ask<SetView>('GET', `breakouts/rounds/${id}/sets/${set}`);
      const people = new Set(places.map(({ participant }) => participant)).size;
      const isNew = before.rounds[at]?.set !== set && sets.length === former + 1;
      if (!isNew || places.length !== PEOPLE || people !== PEOPLE) return false;
    }
    return after.rounds.length === ROUNDS;
  }

  async #restart(): Promise<void> {
    await this.#server.kill();
    this.#server = await startPlenumOn(this.#dataDir, { PORT: new URL(this.#server.url).port }, 'quiet');
  }

  #begin(): Promise<DealingView> {
    return this.#ask('POST', 'breakouts/dealings', { rounds: this.#rounds, effort: EFFORT });
  }

  #use(id: string): Promise<StaffRoundsView> {
    return this.#ask('POST', `breakouts/dealings/${id}/use`, { inUse: true });
  }

  #staff(): Promise<StaffRoundsView> {
    return this.#ask('GET', 'breakouts/staff');
  }

  /** Stops it once it has found something. */
  async #stopped(id: string): Promise<DealingView> {
    await this.#until(id, ({ figures }) => figures !== null);
    return await this.#ask('POST', `breakouts/dealings/${id}/stop`, {});
  }

  #ended(id: string): Promise<DealingView> {
    return this.#until(id, ({ state }) => state !== 'running');
  }

  async #until(id: string, isSo: (dealing: DealingView) => boolean): Promise<DealingView> {
    const end = performance.now() + SETTLED_WITHIN;
    for (;;) {
      const dealing = await this.#ask<DealingView>('GET', `breakouts/dealings/${id}`);
      if (isSo(dealing) || performance.now() > end) return dealing;
      await setTimeout(100);
    }
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    return (await (await this.#event.ask(method, path, body)).json()) as T;
  }
}

/** The sets of each round and which is in use, as one text. */
function whatIsUsed({ rounds }: StaffRoundsView): string {
  return JSON.stringify(rounds.map(({ id, state, set, sets }) => [id, state, set, sets]));
}
