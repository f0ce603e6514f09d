/**
 * What the whole server writes down of a secret poll, in which people vote over HTTP and over sockets: its log at
 * the most verbose level that can be set, and the database commit by commit. Each voter is a canary: their id, the
 * client id of their ballot and what they chose stand together nowhere.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../kernel/random.ts';
import { instant } from '../../../kernel/time.ts';
import type { Secrecy } from '../../../polls/schema.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import type { Somebody } from '../../people/somebody.ts';
import { type LiveHouse, openHouse } from '../../server/live/live-house.ts';
import { TEXTS } from './election.ts';
import { Observer } from './observer.ts';

const PEOPLE = 8;

interface Canary extends Somebody {
  readonly clientId: string;
  readonly answer: string;
}

interface Seen {
  readonly canaries: readonly Canary[];
  /** Answers that stood somewhere in the database before the poll was closed. */
  readonly early: readonly string[];
  /** Every row of every table in the end. */
  readonly rows: readonly string[];
  /** Every byte of the files in the end; of SQLite alone. */
  readonly bytes: Buffer;
  readonly lines: readonly string[];
}

async function elect(house: LiveHouse, secrecy: Secrecy): Promise<Seen> {
  const { database, event, lines } = house;
  const { polls } = house.services.polls;
  const from = lines.length;
  const { id: poll } = await polls.create(OPERATOR, event, { ...TEXTS, secrecy });
  const give = (wanted: 'ready' | 'open' | 'close') =>
    polls.command({ actor: OPERATOR, event, poll, revision: null }, { do: wanted });
  await give('ready');
  await give('open');
  const canaries: Canary[] = [];
  for (let place = 0; place < PEOPLE; place += 1)
    canaries.push({ ...(await house.add()), clientId: newId<string>(), answer: randomBytes(12).toString('hex') });
  const answers = canaries.map(({ answer }) => answer);
  const tables = (await database.db.introspection.getTables()).map(({ name }) => name);
  const observer = new Observer(database, [], answers, tables);
  await observer.look();
  for (const [place, canary] of canaries.entries()) {
    if (place % 2 === 0) await voteOverHttp(house, poll, canary);
    else await voteOverSocket(house, poll, canary);
    await observer.look();
  }
  await give('close');
  await observer.look();
  const early = observer.commits.flatMap((commit) => commit.answers);
  await polls.tick(instant(house.services.clock.now() + 3_000), house.app.log);
  expect((await polls.staffView(event, poll))?.rounds[0]?.tally?.people).toBe(PEOPLE);
  const rows = await rowsOf(database, tables);
  return { canaries, early, rows, bytes: bytesOf(database), lines: lines.slice(from) };
}

/** Wrongly at first, so that a refusal is written down too. */
async function voteOverHttp({ app }: LiveHouse, poll: string, { cookie, clientId, answer }: Canary): Promise<void> {
  const me = await app.inject({ url: '/api/me', headers: { cookie } });
  const { csrfToken } = me.json<{ csrfToken: string }>();
  const headers = { cookie, 'x-csrf-token': csrfToken, origin: 'http://127.0.0.1:3000' };
  const send = async (paper: object) =>
    (await app.inject({ method: 'POST', url: `/api/polls/${poll}/ballot`, headers, payload: { clientId, ...paper } }))
      .statusCode;
  expect([await send({ text: answer, options: [answer] }), await send({ text: answer })]).toEqual([422, 200]);
}

async function voteOverSocket(house: LiveHouse, poll: string, canary: Canary): Promise<void> {
  const { clientId: id, answer: text } = canary;
  const { send, next } = await house.connect(canary);
  send({ op: 'ballot', id, poll, text, options: [text] });
  const refused = await next();
  send({ op: 'ballot', id, poll, text });
  expect([refused.op, await next()]).toEqual(['error', { op: 'ack', id }]);
}

async function rowsOf({ db }: TestDatabase, tables: readonly string[]): Promise<string[]> {
  const read = async (table: string) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows;
  return (await Promise.all(tables.map(read))).flat().map((row) => JSON.stringify(row));
}

function bytesOf({ location }: TestDatabase): Buffer {
  if (!('dataDir' in location)) return Buffer.alloc(0);
  const { dataDir } = location;
  return Buffer.concat(readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name))));
}

/** Lines of the log that say anything of who voted, with what, or of what was in it. */
function telling({ lines, canaries }: Seen): string[] {
  const words = canaries.flatMap(({ participantId, clientId, answer }) => [participantId, clientId, answer]);
  return lines.filter((line) => words.some((word) => line.includes(word)));
}

/** Rows in which somebody stands beside what they chose, or beside the id of their ballot. */
function linking({ rows, canaries }: Seen): string[] {
  return rows.filter((row) =>
    canaries.some(
      ({ participantId, clientId, answer }) =>
        row.includes(participantId) && (row.includes(answer) || row.includes(clientId)),
    ),
  );
}

eachEngine('what the server writes down of a secret poll', (open, engine) => {
  let house: LiveHouse;
  let seen: Seen;
  beforeAll(async () => {
    house = await openHouse(await open(), 'meeting', 'trace');
    seen = await elect(house, 'secret');
  });
  afterAll(async () => {
    await house.hangUp();
    await house.app.close();
  });

  it('says in its log nothing of any voter, ballot or choice, refused ones included', () => {
    expect(seen.lines.filter((line) => line.includes('/ballot') && line.includes('"status":200'))).toHaveLength(4);
    expect(seen.lines.filter((line) => line.includes('/ballot') && line.includes('"status":422'))).toHaveLength(4);
    expect(telling(seen)).toEqual([]);
  });

  it('has no choice in its database before it is counted, and nobody beside one afterwards', () => {
    expect([seen.early, linking(seen)]).toEqual([[], []]);
    // The ballots are gone with their ids, also from the free pages of the file and from its log.
    const left = seen.canaries.filter(
      ({ clientId }) => seen.rows.some((row) => row.includes(clientId)) || seen.bytes.includes(clientId),
    );
    expect(left).toEqual([]);
    expect(seen.bytes.includes(seen.canaries[0]?.answer ?? '')).toBe(engine === 'sqlite');
  });

  it('is searched so that all are found of a poll that is not secret, and a line that says who voted', async () => {
    const open = await elect(house, 'unnamed');
    expect([open.early.length, linking(open).length, telling(open)]).toEqual([PEOPLE, PEOPLE, []]);
    const [{ participantId = '', clientId = '', answer = '' } = {}] = open.canaries;
    const from = house.lines.length;
    house.app.log.trace({ participantId, clientId, options: [answer] }, 'a ballot was taken');
    expect(telling({ ...open, lines: house.lines.slice(from) })).toHaveLength(1);
  });
});
