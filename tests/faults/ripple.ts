/**
 * Kills a real server, as a power cut would, while a chair's commands run into it one after the other, and starts
 * it again on the same data: nothing that was acknowledged may be missing, what was not must be there whole or
 * not at all, and undo must lead back to the identical run. On SQLite, whose file the killed process had open.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Agenda } from '../../agenda/view.ts';
import { LiveEvent, SLUG } from '../../bench/live-event.ts';
import { type ServerProcess, startPlenumOn } from '../../bench/processes.ts';
import { BusyChair } from './busy-chair.ts';
import { Dice } from './dice.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import {
  entriesOf,
  faultsShown,
  faultsStored,
  readFeed,
  readStored,
  type Sequences,
  type Stored,
} from './wholeness.ts';

const KILLS = 100;
/** Before the cut. */
const MOST_COMMANDS = 12;
const MOMENTS = 1_000;
const SESSIONS = 30;
const DAYS = 5;

export const ripple: FaultRun = {
  name: 'ripple',
  about: `${KILLS} kills in the middle of a chair's commands`,
  run: async (options) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenum-ripple-'));
    try {
      return [await new KilledShow(dataDir, options).run()];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

const NOTHING: Stored = { version: 0, numbers: [], lastCommand: null, audited: 0, topicVersion: 0 };

type Loss = 'not whole' | 'not shown' | 'not undone' | 'false feeds';

class KilledShow {
  readonly #dataDir: string;
  readonly #options: FaultOptions;
  readonly #dice: Dice;
  readonly #losses: Record<Loss, number> = { 'not whole': 0, 'not shown': 0, 'not undone': 0, 'false feeds': 0 };
  #port = '0';
  #authorization = '';
  #day = 0;
  #entries: readonly string[] = [];
  #stored = NOTHING;
  #sequences: Sequences = new Map();
  #commands = 0;
  #halfway = 0;

  constructor(dataDir: string, options: FaultOptions) {
    this.#dataDir = dataDir;
    this.#options = options;
    this.#dice = new Dice(options.seed);
  }

  async run(): Promise<FaultResult> {
    const { tries = KILLS } = this.#options;
    let server = await this.#start();
    const event = new LiveEvent(server);
    await event.publish(SESSIONS, DAYS);
    this.#authorization = event.authorization;
    let chair = await this.#nextDay(server);
    for (let kill = 1; kill <= tries; kill += 1) {
      if (chair.isNearlyDone) chair = await this.#nextDay(server);
      await this.#workAndKill(server, chair);
      server = await this.#start();
      await this.#look(server, chair, kill);
    }
    await server.stop();
    return {
      run: 'ripple on SQLite',
      tries,
      losses: this.#losses,
      remark: `${this.#commands} commands acknowledged, ${this.#halfway} done whose answer was cut off`,
    };
  }

  /** Again on the port that it had at first. */
  async #start(): Promise<ServerProcess> {
    const server = await startPlenumOn(this.#dataDir, { PORT: this.#port }, 'quiet');
    this.#port = new URL(server.url).port;
    return server;
  }

  async #nextDay({ url }: ServerProcess): Promise<BusyChair> {
    this.#day += 1;
    const address = `${url}/api/events/${SLUG}/days/${this.#day}`;
    const chair = new BusyChair(address, this.#authorization, this.#dice);
    await chair.come();
    this.#entries = entriesOf(chair.known.run);
    this.#stored = await readStored(this.#dataDir, this.#day);
    await chair.wish({ do: 'next' });
    return chair;
  }

  /** After some commands, and then at any moment while one more is under way. */
  async #workAndKill(server: ServerProcess, chair: BusyChair): Promise<void> {
    const enough = 1 + this.#dice.throw(MOST_COMMANDS);
    const moment = this.#dice.throw(MOMENTS) / MOMENTS;
    let killed: Promise<void> | undefined;
    await chair.workUntilCutOff((done, took) => {
      this.#commands += 1;
      if (done >= enough) killed ??= setTimeout(took * moment).then(() => server.kill());
    });
    await killed;
  }

  async #look({ url }: ServerProcess, chair: BusyChair, kill: number): Promise<void> {
    const { known } = chair;
    const stored = await readStored(this.#dataDir, this.#day);
    this.#count('not whole', kill, faultsStored(stored, this.#stored, known));
    const shown = await chair.look();
    this.#count('not shown', kill, faultsShown(shown, known, this.#entries));
    if (chair.learn(shown)) this.#halfway += 1;
    this.#count('false feeds', kill, await this.#faultsOfFeed(url));
    this.#count('not undone', kill, await faultsOfUndo(chair));
    this.#stored = await readStored(this.#dataDir, this.#day);
  }

  async #faultsOfFeed(url: string): Promise<string[]> {
    const [feed, agenda] = await Promise.all([
      fetch(`${url}/events/${SLUG}/calendar.ics`).then((response) => response.text()),
      fetch(`${url}/api/events/${SLUG}/agenda`).then(async (response) => (await response.json()) as Agenda),
    ]);
    const { faults, sequences } = readFeed(feed, agenda, this.#sequences);
    this.#sequences = sequences;
    return faults;
  }

  /** A try counts once, however much is wrong. */
  #count(kind: Loss, kill: number, faults: readonly string[]): void {
    if (faults.length === 0) return;
    this.#losses[kind] += 1;
    for (const fault of faults) process.stderr.write(`ripple, kill ${kill} on day ${this.#day}: ${kind}: ${fault}\n`);
  }
}

async function faultsOfUndo(chair: BusyChair): Promise<string[]> {
  const former = chair.known.before.at(-1);
  const answer = await chair.wish({ do: 'undo' });
  if (former === undefined) return answer === 'refused' ? [] : ['something was undone that nobody did'];
  if (answer === 'refused') return ['the last command cannot be undone'];
  return isDeepStrictEqual(chair.known.run, former) ? [] : ['undo led to another run'];
}
