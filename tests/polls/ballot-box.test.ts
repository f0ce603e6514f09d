import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { AppError } from '../../kernel/errors.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { TopicsChanged } from '../../kernel/live.ts';
import { instant } from '../../kernel/time.ts';
import { createBallotBox } from '../../polls/ballot-box/box-service.ts';
import type { Ballot, BallotBox, Receipt } from '../../polls/ballot-box.ts';
import { topicToucher } from '../../server/live/topic-store.ts';
import { eventFields, OPERATOR, openRoom } from '../agenda/room.ts';
import { eachEngine, type OpenTestDatabase, type TestDatabase } from '../engines.ts';
import { writePoll } from '../faults/open-poll.ts';
import { type BoxPlace, brokenPromises, CHECKS } from './ballot-box.ts';

async function openPlace(open: OpenTestDatabase): Promise<BoxPlace> {
  const { database, events, directory } = await openRoom(open);
  await events.create(OPERATOR, eventFields());
  const { id: eventId } = (await directory.find('meeting')) as { id: EventId };
  return { database, eventId, ...boxOn(database) };
}

function boxOn({ db, engine }: TestDatabase): Pick<BoxPlace, 'box' | 'told'> {
  const told: TopicsChanged[] = [];
  const announce = (news: TopicsChanged) => told.push(news);
  return { told, box: createBallotBox({ db, engine, touch: topicToucher(engine), announce }) };
}

eachEngine('the ballot box', (open, engine) => {
  let place: BoxPlace;
  beforeAll(async () => {
    place = await openPlace(open);
  });

  it.each(Object.entries(CHECKS))('keeps to it: %s', async (_, check) => {
    const [found, expected] = await check(place);
    expect(found).toEqual(expected);
  });

  it('has one ballot counted of somebody who votes at two boxes at once, as of two processes', async () => {
    const { db } = place.database;
    const poll = await writePoll(db, place.eventId);
    const other = boxOn(place.database).box;
    let casting: Promise<Receipt>[] = [];
    // Both have begun when the poll is let go: whoever only looks then finds nobody's ballot.
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('poll_poll').set({ position: 1 }).where('id', '=', poll).execute();
      casting = Array.from({ length: 100 }, (_, number) =>
        [place.box, other].map((box) => box.cast(ballotIn(place, poll, `p${number}`))),
      ).flat();
      if (engine === 'postgres') await somebodyWaits(place.database, 2);
    });
    const receipts = await Promise.all(casting);
    expect(receipts.filter((receipt) => receipt === 'counted')).toHaveLength(100);
    expect(receipts.filter((receipt) => receipt === 'already-voted')).toHaveLength(100);
  });

  it('takes none once somebody has begun to close the poll', async () => {
    const { db } = place.database;
    const poll = await writePoll(db, place.eventId);
    let receipt: Promise<Receipt> | undefined;
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('poll_poll').set({ state: 'closing' }).where('id', '=', poll).execute();
      receipt = place.box.cast(ballotIn(place, poll, 'p1'));
      if (engine === 'postgres') await somebodyWaits(place.database, 1);
    });
    expect(await receipt).toBe('not-open');
  });

  it('refuses every ballot of a batch that cannot be written, keeps none, says no vote, and takes ballots again', async () => {
    const poll = await writePoll(place.database.db, place.eventId);
    const makeRoom = await leaveNoRoom(place.database);
    const casting = Array.from({ length: 300 }, (_, number) => place.box.cast(ballotIn(place, poll, `p${number}`)));
    const outcomes = await Promise.allSettled(casting);
    const errors = outcomes.map((each) => (each.status === 'rejected' ? (each.reason as unknown) : 'counted'));
    expect(errors.filter((error) => error instanceof AppError && error.code === 'unavailable')).toHaveLength(300);
    expect(inspect(errors[0])).not.toContain('options');
    expect(inspect(errors[0])).toContain(engine === 'sqlite' ? 'SQLITE_FULL' : '23514');
    const count = async () =>
      (await place.database.db.selectFrom('poll_ballot').select('choice').where('poll_id', '=', poll).execute()).length;
    expect(await count()).toBe(0);
    await makeRoom();
    expect(await place.box.cast(ballotIn(place, poll, 'p1'))).toBe('counted');
    expect(await count()).toBe(1);
  });

  it("keeps a ballot that the database refuses from being anybody else's affair", async () => {
    const { db } = place.database;
    const poll = await writePoll(db, place.eventId);
    const takeAll = await refusePerson(place.database, 'p7');
    const casting = Array.from({ length: 20 }, (_, number) => place.box.cast(ballotIn(place, poll, `p${number}`)));
    const outcomes = await Promise.allSettled(casting);
    await takeAll();
    expect(outcomes.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []))).toEqual([7]);
    expect(outcomes[7]).toMatchObject({ reason: { code: 'unavailable' } });
    const kept = await db.selectFrom('poll_ballot').select('participant_id').where('poll_id', '=', poll).execute();
    expect(kept).toHaveLength(19);
    expect(place.told.at(-1)?.topics).toContain(`poll:${poll}`);
  });

  // What these do stands before the engine, so that one of them is enough.
  const broken = engine === 'sqlite' ? BROKEN : [];
  it.each(broken)('would be told from one that $does', async ({ breaks, through }) => {
    const whole = await openPlace(open);
    expect(await brokenPromises({ ...whole, box: through(whole) })).toEqual(expect.arrayContaining([...breaks]));
  });
});

function ballotIn({ eventId }: BoxPlace, pollId: string, participant: string): Ballot {
  const participantId = participant as ParticipantId;
  const rest = { choice: '{"options":["a"]}', mayChange: false, receivedAt: instant(Date.now()) };
  return { eventId, pollId, round: 1, participantId, clientId: randomUUID(), ...rest };
}

async function somebodyWaits({ db }: TestDatabase, count: number): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await waiting.execute(db)).rows.length < count);
}

/** A full disk; on PostgreSQL, whose disk is not ours to fill, a table that takes no row. @returns what makes room. */
async function leaveNoRoom({ db, engine }: TestDatabase): Promise<() => Promise<unknown>> {
  if (engine === 'postgres') {
    await sql`alter table poll_ballot add constraint no_room check (false) not valid`.execute(db);
    return () => sql`alter table poll_ballot drop constraint no_room`.execute(db);
  }
  const { rows } = await sql<{ readonly page_count: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
  return () => sql.raw('pragma max_page_count = 1000000').execute(db);
}

/** A table that takes no ballot of somebody. @returns what has it take all again. */
async function refusePerson({ db, engine }: TestDatabase, person: string): Promise<() => Promise<unknown>> {
  if (engine === 'postgres') {
    const rule = `alter table poll_ballot add constraint refused check (participant_id <> '${person}') not valid`;
    await sql.raw(rule).execute(db);
    return () => sql`alter table poll_ballot drop constraint refused`.execute(db);
  }
  const rule = `create trigger refused before insert on poll_ballot when new.participant_id = '${person}'`;
  await sql.raw(`${rule} begin select raise(abort, 'refused'); end`).execute(db);
  return () => sql`drop trigger refused`.execute(db);
}

interface Broken {
  readonly does: string;
  readonly breaks: readonly string[];
  readonly through: (place: BoxPlace) => BallotBox;
}

const through =
  (change: (ballot: Ballot) => Partial<Ballot>): Broken['through'] =>
  ({ box }) => ({ cast: (ballot) => box.cast({ ...ballot, ...change(ballot) }), settled: () => box.settled() });

const BROKEN: readonly Broken[] = [
  {
    does: 'acknowledges first',
    breaks: [
      'a ballot is stored when its receipt comes',
      'whatever was counted is there at that very moment, of many at once',
    ],
    through: ({ box }) => ({
      cast: (ballot) => {
        void box.cast(ballot);
        return Promise.resolve('counted' as const);
      },
      settled: () => box.settled(),
    }),
  },
  {
    does: 'counts somebody more than once',
    breaks: ['200 ballots at once by one person make one', 'where none may be replaced the first stays'],
    through: through(() => ({ participantId: randomUUID() as ParticipantId })),
  },
  {
    does: 'counts a ballot again that is sent again',
    breaks: ['the same client id is known, within a batch and after it, and changes nothing'],
    through: through(() => ({ clientId: randomUUID() })),
  },
  {
    does: 'replaces what may not be replaced',
    breaks: ['200 ballots at once by one person make one', 'where none may be replaced the first stays'],
    through: through(() => ({ mayChange: true })),
  },
  {
    does: 'looks at the clock anew',
    breaks: ['a ballot is taken two seconds after the closing time, by when it was received, and no later'],
    through: through(() => ({ receivedAt: instant(Date.now()) })),
  },
  {
    does: 'forgets what was replaced',
    breaks: ['an older ballot that comes again is known, and the newer one stays'],
    through: ({ box, database: { db } }) => ({
      cast: async (ballot) => {
        await db.updateTable('poll_ballot').set({ earlier: '[]' }).execute();
        return await box.cast(ballot);
      },
      settled: () => box.settled(),
    }),
  },
];
