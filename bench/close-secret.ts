/**
 * How long a secret poll of 10,000 ballots takes from the press that closes it until it is counted and its key is
 * gone, the 2 seconds of grace included; and how long the slowest of a hundred other requests waits from the end of
 * the grace on. Those are sent at fixed times, whatever the earlier ones wait for.
 *
 * The ballots are put into the database sealed, because they cannot be told from ones that came one by one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newId } from '../kernel/random.ts';
import { writeChoice } from '../polls/choice.ts';
import { pollContent } from '../polls/schema.ts';
import { seal } from '../polls/secrecy/sealing-service.ts';
import { openDatabase } from '../server/database.ts';
import { LiveEvent, SLUG, signInPeople } from './live-event.ts';
import { type BenchPart, median, percentile } from './measurement.ts';
import { type ServerProcess, startPlenumOn } from './processes.ts';
import { waitsOf } from './waits.ts';

const BALLOTS = 10_000;
const ROUNDS = 5;
/** Rows in one statement. */
const AT_ONCE = 500;
/** All in milliseconds. */
const GRACE = 2_000;
const BETWEEN_LOOKS = 25;
const OTHERS = ['/healthz', `/api/events/${SLUG}/polls/on`];

const CONTENT = pollContent.parse({
  kind: 'opinion',
  question: 'Where to focus next?',
  options: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, text: `Option ${id}` })),
  most: 3,
  secrecy: 'secret',
});

interface Closed {
  /** From the press on, in milliseconds. */
  readonly took: number;
  /** How long each of the other requests waited, in milliseconds. */
  readonly waits: readonly number[];
}

export const closeSecret: BenchPart = {
  names: ['close-secret-10000', 'close-secret-p99'],
  measure: async () => {
    const closed = await closings();
    const seconds = median(closed.map(({ took }) => took)) / 1_000;
    const p99 = percentile(
      closed.flatMap(({ waits }) => waits),
      0.99,
    );
    const stated = { better: 'lower', reference: null } as const;
    return [
      { name: 'close-secret-10000', value: seconds, measured: seconds, unit: 's', target: 4, ...stated },
      { name: 'close-secret-p99', value: p99, measured: p99, unit: 'ms', target: 250, ...stated },
    ];
  },
};

async function closings(): Promise<Closed[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const plenum = await startPlenumOn(dataDir, {}, 'quiet');
  try {
    const event = new LiveEvent(plenum);
    await event.publish(2);
    const [cookie = ''] = await signInPeople(dataDir, 1);
    const closed: Closed[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const poll = await openPoll(event);
      await writeBallots(dataDir, poll);
      closed.push(await close(event, poll, plenum, cookie));
    }
    return closed;
  } finally {
    await plenum.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openPoll(event: LiveEvent): Promise<string> {
  const { id } = (await (await event.ask('POST', 'polls', CONTENT)).json()) as { readonly id: string };
  for (const command of ['ready', 'open']) await obey(event, id, command);
  return id;
}

async function obey(event: LiveEvent, poll: string, command: string): Promise<void> {
  const etag = (await event.ask('GET', `polls/${poll}`)).headers.get('etag') ?? '';
  await event.ask('POST', `polls/${poll}/commands`, { do: command }, etag);
}

async function writeBallots(dataDir: string, poll: string): Promise<void> {
  const { db, close } = await openDatabase({ dataDir });
  const rounds = db.selectFrom('poll_round').select('public_key').where('poll_id', '=', poll);
  const { public_key } = await rounds.executeTakeFirstOrThrow();
  const ballots = Array.from({ length: BALLOTS }, (_, place) => ({
    ...{ poll_id: poll, round: 1, participant_id: newId<string>(), client_id: newId<string>(), earlier: '[]' },
    choice: seal(CONTENT, public_key ?? '', writeChoice({ options: [CONTENT.options[place % 6]?.id ?? ''] })),
    cast_at: Date.now(),
  }));
  for (let from = 0; from < BALLOTS; from += AT_ONCE) {
    await db
      .insertInto('poll_ballot')
      .values(ballots.slice(from, from + AT_ONCE))
      .execute();
  }
  await close();
}

async function close(event: LiveEvent, poll: string, { url }: ServerProcess, cookie: string): Promise<Closed> {
  const begun = performance.now();
  await obey(event, poll, 'close');
  await setTimeout(GRACE - (performance.now() - begun));
  const over = new AbortController();
  const asked = OTHERS.map((path) => waitsOf(`${url}${path}`, cookie, over.signal));
  while (!(await isCounted(event, poll))) await setTimeout(BETWEEN_LOOKS);
  const took = performance.now() - begun;
  over.abort();
  return { took, waits: (await Promise.all(asked)).flat() };
}

/** @throws Error where it was counted wrongly. */
async function isCounted(event: LiveEvent, poll: string): Promise<boolean> {
  const { rounds } = (await (await event.ask('GET', `polls/${poll}`)).json()) as {
    readonly rounds: readonly { readonly turnout: number | null; readonly keyGone: boolean; readonly fault: unknown }[];
  };
  const [round] = rounds;
  if (round?.fault) throw new Error(`the poll was not counted: ${round.fault}`);
  if (!round?.keyGone) return false;
  if (round.turnout !== BALLOTS) throw new Error(`expected ${BALLOTS} ballots to be counted, found ${round.turnout}`);
  return true;
}
