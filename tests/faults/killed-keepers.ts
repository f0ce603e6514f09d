/** Processes with a ballot box that are killed one after the other, on one database. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Ballot } from '../../polls/ballot-box.ts';
import { readChoice } from '../../polls/choice.ts';
import { tallyOf } from '../../polls/counting.ts';
import { type OpenDatabase, openDatabase } from '../../server/database.ts';
import type { FromKeeper, ToKeeper } from './ballot-keeper.ts';
import { type BallotLosses, noLosses, readStoredBallots } from './ballot-losses.ts';
import type { Dice } from './dice.ts';
import { writeKeeper } from './keeper-file.ts';
import { WHERE_TO_FOCUS, writePoll } from './open-poll.ts';
import { type StoredBallot, StreamingVoters } from './streaming-voters.ts';

const VOTERS = 200;
/** In milliseconds: a batch gathers and is written within these. */
const LONGEST_AFTER = 8;
/** Ballots that are sent at once. */
const AT_ONCE = 7;

interface Ground {
  readonly database: OpenDatabase;
  readonly dataDir: string;
  readonly eventId: EventId;
  readonly dice: Dice;
  readonly acknowledgeFirst: boolean;
  readonly file: string;
}

export class KilledKeepers {
  readonly losses: BallotLosses = noLosses();
  acknowledged = 0;
  sentAgain = 0;
  readonly #database: OpenDatabase;
  readonly #dataDir: string;
  readonly #eventId: EventId;
  readonly #dice: Dice;
  readonly #acknowledgeFirst: boolean;
  /** The program of the processes. */
  readonly #file: string;
  /** Started while the one before is at work. */
  #next: ChildProcess;
  #keeper: ChildProcess | undefined;
  #voters: StreamingVoters | undefined;

  private constructor({ database, dataDir, eventId, dice, acknowledgeFirst, file }: Ground) {
    this.#database = database;
    this.#dataDir = dataDir;
    this.#eventId = eventId;
    this.#dice = dice;
    this.#acknowledgeFirst = acknowledgeFirst;
    this.#file = file;
    this.#next = fork(file, { execArgv: [] });
  }

  static async open(dataDir: string, dice: Dice, acknowledgeFirst: boolean): Promise<KilledKeepers> {
    const database = await openDatabase({ dataDir });
    const eventId = newId<EventId>();
    const now = Date.now();
    await database.db
      .insertInto('agenda_event')
      .values({
        ...{ id: eventId, slug: 'ballots', name: 'Ballots', time_zone: 'Europe/Zurich', is_public: 0 },
        ...{ helpdesk: '{}', revision: 1, published_version: null, advance: 'chair', show_version: 0 },
        ...{ created_at: now, updated_at: now },
      })
      .execute();
    const file = await writeKeeper(dataDir);
    return new KilledKeepers({ database, dataDir, eventId, dice, acknowledgeFirst, file });
  }

  async close(): Promise<void> {
    if (this.#keeper) await end(this.#keeper);
    await end(this.#next);
    await this.#database.close();
  }

  async oneTry(): Promise<void> {
    const { db } = this.#database;
    const poll = await writePoll(db, this.#eventId);
    const ids = Array.from({ length: VOTERS }, () => newId<ParticipantId>());
    const voters = new StreamingVoters(this.#eventId, poll, ids, this.#dice);
    this.#voters = voters;
    await this.#streamAndKill(voters);
    this.losses['acknowledged and lost'] += voters.lost(await readStoredBallots(db, poll));
    this.acknowledged += voters.acknowledged;
    await this.#sendAgain(voters);
    const rows = await readStoredBallots(db, poll);
    this.losses.doubled += voters.doubled(rows);
    this.losses['not as sent'] += voters.notAsSent(rows);
    if (peopleOf(rows) !== voters.voters) this.losses['tally is not turnout'] += 1;
  }

  async #streamAndKill(voters: StreamingVoters): Promise<void> {
    const keeper = await this.#openKeeper();
    const enough = this.#dice.throw(VOTERS * 2);
    const after = this.#dice.throw(LONGEST_AFTER);
    while (voters.acknowledged < enough) {
      send(keeper, some(voters));
      await setTimeout(1);
    }
    send(keeper, some(voters));
    await setTimeout(after);
    await end(keeper);
    this.#keeper = undefined;
  }

  async #sendAgain(voters: StreamingVoters): Promise<void> {
    const keeper = await this.#openKeeper();
    const again = voters.unacknowledged;
    this.sentAgain += again.length;
    send(keeper, again);
    while (voters.unacknowledged.length > 0) await setTimeout(1);
  }

  /** The one that is open, or the next. */
  async #openKeeper(): Promise<ChildProcess> {
    if (this.#keeper) return this.#keeper;
    const keeper = this.#next;
    this.#keeper = keeper;
    this.#next = fork(this.#file, { execArgv: [] });
    const opened = once(keeper, 'message');
    tell(keeper, { open: { dataDir: this.#dataDir, acknowledgeFirst: this.#acknowledgeFirst } });
    await opened;
    keeper.on('message', (message: FromKeeper) => this.#hear(message));
    return keeper;
  }

  #hear(message: FromKeeper): void {
    if (message === 'open') return;
    const { clientId, receipt } = message;
    if (receipt !== 'counted' && receipt !== 'known') throw new Error(`a ballot was ${receipt}`);
    this.#voters?.acknowledge(clientId);
  }
}

function some(voters: StreamingVoters): Ballot[] {
  return Array.from({ length: AT_ONCE }, () => voters.next()).filter((ballot) => ballot !== undefined);
}

function peopleOf(rows: readonly StoredBallot[]): number {
  const cast = rows.map(({ choice }) => ({ participantId: null, choice: readChoice(choice), castAt: null }));
  return tallyOf(WHERE_TO_FOCUS, cast).people;
}

function send(keeper: ChildProcess, ballots: readonly Ballot[]): void {
  if (ballots.length > 0) tell(keeper, { ballots });
}

function tell(keeper: ChildProcess, message: ToKeeper): void {
  keeper.send(message);
}

async function end(keeper: ChildProcess): Promise<void> {
  const exit = once(keeper, 'exit');
  keeper.kill('SIGKILL');
  await exit;
}
