/** Whole servers that are killed while people vote over real sockets; the poll is closed when all were acknowledged. */
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { LiveEvent, SLUG, signInPeople } from '../../bench/live-event.ts';
import { type ServerProcess, startPlenumOn } from '../../bench/processes.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Ballot } from '../../polls/ballot-box.ts';
import { readChoice } from '../../polls/choice.ts';
import type { PollStaffView } from '../../polls/view.ts';
import { openDatabase } from '../../server/database.ts';
import { type BallotLosses, noLosses, readStoredBallots } from './ballot-losses.ts';
import type { Dice } from './dice.ts';
import { writePoll } from './open-poll.ts';
import { type StoredBallot, StreamingVoters } from './streaming-voters.ts';

const VOTERS = 60;
/** In milliseconds. */
const LONGEST_AFTER = 12;
const SETTLED_WITHIN = 20_000;

export class KilledServers {
  readonly losses: BallotLosses = noLosses();
  acknowledged = 0;
  sentAgain = 0;
  readonly #dataDir: string;
  readonly #dice: Dice;
  readonly #event: LiveEvent;
  #server: ServerProcess;
  /** By participant. */
  #cookies: ReadonlyMap<string, string> = new Map();
  #sockets = new Map<string, WebSocket>();

  private constructor(dataDir: string, dice: Dice, server: ServerProcess) {
    this.#dataDir = dataDir;
    this.#dice = dice;
    this.#server = server;
    this.#event = new LiveEvent(server);
  }

  static async open(dataDir: string, dice: Dice): Promise<KilledServers> {
    const killed = new KilledServers(dataDir, dice, await startPlenumOn(dataDir, {}, 'quiet'));
    await killed.#event.publish(2);
    const cookies = await signInPeople(dataDir, VOTERS);
    const ids = await killed.#read(async (db) =>
      db.selectFrom('people_participant').select(['id', 'name']).where('name', 'like', 'Guest %').execute(),
    );
    killed.#cookies = new Map(ids.map(({ id, name }) => [id, cookies[Number(name.slice(6))] ?? '']));
    return killed;
  }

  async close(): Promise<void> {
    this.#hangUp();
    await this.#server.stop();
  }

  async oneTry(): Promise<void> {
    const [eventId, poll] = await this.#read(async (db) => {
      const { id } = await db
        .selectFrom('agenda_event')
        .select('id')
        .where('slug', '=', SLUG)
        .executeTakeFirstOrThrow();
      return [id as EventId, await writePoll(db, id)] as const;
    });
    const voters = new StreamingVoters(eventId, poll, [...this.#cookies.keys()] as ParticipantId[], this.#dice);
    await this.#streamAndKill(voters);
    this.losses['acknowledged and lost'] += voters.lost(await this.#stored(poll));
    this.acknowledged += voters.acknowledged;
    this.#server = await startPlenumOn(this.#dataDir, { PORT: new URL(this.#server.url).port }, 'quiet');
    await this.#sendAgain(voters);
    const rows = await this.#stored(poll);
    this.losses.doubled += voters.doubled(rows);
    this.losses['not as sent'] += voters.notAsSent(rows);
    if ((await this.#peopleWhenClosed(poll)) !== voters.voters) this.losses['tally is not turnout'] += 1;
  }

  async #streamAndKill(voters: StreamingVoters): Promise<void> {
    await this.#connect(voters);
    const enough = this.#dice.throw(VOTERS * 2);
    const after = this.#dice.throw(LONGEST_AFTER);
    while (voters.acknowledged < enough) {
      this.#cast(voters.next());
      await setTimeout(1);
    }
    for (let more = 0; more < 20; more += 1) this.#cast(voters.next());
    await setTimeout(after);
    await this.#server.kill();
    this.#hangUp();
  }

  async #sendAgain(voters: StreamingVoters): Promise<void> {
    await this.#connect(voters);
    const again = voters.unacknowledged;
    this.sentAgain += again.length;
    for (const ballot of again) this.#cast(ballot);
    await until(() => voters.unacknowledged.length === 0);
    this.#hangUp();
  }

  async #connect(voters: StreamingVoters): Promise<void> {
    const origin = new URL(this.#server.url).origin;
    const opening = [...this.#cookies].map(async ([id, cookie]) => {
      const socket = new WebSocket(this.#event.address, { headers: { cookie, origin }, perMessageDeflate: false });
      this.#sockets.set(id, socket);
      socket.on('message', (data) => acknowledge(voters, String(data)));
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      socket.on('error', () => {});
    });
    await Promise.all(opening);
  }

  #cast(ballot: Ballot | undefined): void {
    if (!ballot) return;
    const { clientId: id, pollId: poll, participantId, choice } = ballot;
    this.#sockets.get(participantId)?.send(JSON.stringify({ op: 'ballot', id, poll, ...readChoice(choice) }));
  }

  #hangUp(): void {
    for (const socket of this.#sockets.values()) socket.terminate();
    this.#sockets = new Map();
  }

  /** Closes the poll as a chair does, and waits for its counts. @returns the people in them. */
  async #peopleWhenClosed(poll: string): Promise<number> {
    const address = `${this.#server.url}/api/events/${SLUG}/polls/${poll}`;
    const { authorization } = this.#event;
    const close = { method: 'POST', body: '{"do":"close"}' };
    const headers = { authorization, 'content-type': 'application/json', 'if-match': '"1"' };
    const answer = await fetch(`${address}/commands`, { ...close, headers });
    if (!answer.ok) throw new Error(`closing was answered ${answer.status}: ${await answer.text()}`);
    let view = (await answer.json()) as PollStaffView;
    await until(async () => {
      view = (await (await fetch(address, { headers: { authorization } })).json()) as PollStaffView;
      return view.state !== 'open' && view.state !== 'closing';
    });
    const [round] = view.rounds;
    return round?.turnout === round?.tally?.people ? (round?.turnout ?? 0) : Number.NaN;
  }

  #stored(poll: string): Promise<StoredBallot[]> {
    return this.#read((db) => readStoredBallots(db, poll));
  }

  async #read<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>): Promise<T> {
    const { db, close } = await openDatabase({ dataDir: this.#dataDir });
    try {
      return await work(db);
    } finally {
      await close();
    }
  }
}

function acknowledge(voters: StreamingVoters, data: string): void {
  const frame = JSON.parse(data) as { readonly op: string; readonly id?: string; readonly code?: string };
  if (frame.op !== 'ack' || frame.id === undefined) throw new Error(`an unexpected frame: ${data}`);
  voters.acknowledge(frame.id);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + SETTLED_WITHIN;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${SETTLED_WITHIN} ms`);
    await setTimeout(20);
  }
}
